#!/bin/sh
# 装到 /usr/local/bin/gongkai：以 gongkai 用户的身份、带上设置和密钥运行。须由 root 运行（sudo gongkai …）。
set -eu
set -a
. /etc/gongkai/secrets.env
set +a
export GONGKAI_SETTINGS=/etc/gongkai/gongkai.yaml
exec runuser -u gongkai -- /opt/gongkai/.venv/bin/gongkai "$@"
