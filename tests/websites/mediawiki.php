<?php
// What PHP's own server asks first: uploads lie below the site's folder, all else in Debian's package.
$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
if ( !str_starts_with( $path, '/images/' ) ) {
	return false;
}
$uploads = realpath( dirname( getenv( 'MW_CONFIG_FILE' ) ) . '/images' );
$file = realpath( dirname( $uploads ) . $path );
if ( !$file || !is_file( $file ) || !str_starts_with( $file, "$uploads/" ) ) {
	http_response_code( 404 );
	return true;
}
header( 'Content-Type: ' . mime_content_type( $file ) );
readfile( $file );
