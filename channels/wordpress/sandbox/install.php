<?php
// Installs without a browser; prints the users' application passwords as JSON.
define('WP_INSTALLING', true);
function wp_mail() { return true; }
function wp_new_blog_notification() {}
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('示范高新区管委会', 'admin', 'webmaster@example.gov.cn', true, '', 'sample-password', 'zh_CN');
update_option('timezone_string', 'Asia/Shanghai');
update_option('permalink_structure', getenv('WP_PERMALINKS'));
$passwords = [];
foreach (['admin' => 'administrator', 'editor' => 'editor', 'author' => 'author'] as $login => $role) {
    $user = get_user_by('login', $login);
    $id = $user ? $user->ID : wp_insert_user(
        ['user_login' => $login, 'user_pass' => 'sample-password', 'role' => $role, 'user_email' => "$login@example.gov.cn"]
    );
    [$passwords[$login]] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'gongkai']);
}
echo json_encode($passwords);
