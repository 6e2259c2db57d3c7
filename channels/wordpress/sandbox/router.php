<?php
// PHP's own web server asks this for every address: files as they are, everything else to WordPress.
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$place = __DIR__ . $path;
if (is_dir($place) && is_file("$place/index.php") && $path !== '/') {
    $place = rtrim($place, '/') . '/index.php';
}
if (is_file($place) && $path !== '/') {
    if (!str_ends_with($place, '.php')) {
        return false;
    }
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = substr($place, strlen(__DIR__));
    chdir(dirname($place));
    require $place;
    return true;
}
require __DIR__ . '/index.php';
return true;
