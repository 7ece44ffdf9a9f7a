#!/bin/sh
# Starts Alertmanager with the receivers that the environment names, in containers and natively alike: Alertmanager itself reads
# no environment variables. Further arguments are its own. The configuration is written to the current folder.
#
#   ALERT_WEBHOOK_URL    receives each message as JSON, by POST
#   ALERT_EMAIL_TO       receives each message by e-mail, which needs ALERT_SMTP_HOST
#   ALERT_SMTP_HOST      host:port of the mail server, which must offer TLS
#   ALERT_SMTP_FROM      the sender (default: ALERT_EMAIL_TO)
#   ALERT_SMTP_USER, ALERT_SMTP_PASSWORD
#   ALERT_WATCHDOG_URL   receives a POST once a minute while alerts work, for a service that notices when it stops
#   ALERTMANAGER         the program (default: alertmanager)
#
# Without any of these, alerts are only shown.
set -eu
# The configuration holds the password, and often a secret address.
umask 077
here=$(cd "$(dirname "$0")" && pwd)

refuse() {
  echo "$1" >&2
  exit 1
}

# A string in YAML: only its quotes have a meaning there.
quoted() {
  printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"
}

receivers() {
  printf 'receivers:\n  - name: operator\n'
  [ -z "${ALERT_WEBHOOK_URL-}" ] || webhook "$ALERT_WEBHOOK_URL" true
  [ -z "${ALERT_EMAIL_TO-}" ] || email
  printf '  - name: watchdog\n'
  [ -z "${ALERT_WATCHDOG_URL-}" ] || webhook "$ALERT_WATCHDOG_URL" false
}

webhook() {
  printf '    webhook_configs:\n      - url: %s\n        send_resolved: %s\n' "$(quoted "$1")" "$2"
}

email() {
  printf '    email_configs:\n      - to: %s\n        send_resolved: true\n' "$(quoted "$ALERT_EMAIL_TO")"
  printf '        from: %s\n' "$(quoted "${ALERT_SMTP_FROM:-$ALERT_EMAIL_TO}")"
  printf '        smarthost: %s\n' "$(quoted "$ALERT_SMTP_HOST")"
  [ -z "${ALERT_SMTP_USER-}" ] || printf '        auth_username: %s\n        auth_password: %s\n' \
    "$(quoted "$ALERT_SMTP_USER")" "$(quoted "${ALERT_SMTP_PASSWORD-}")"
}

for name in ALERT_WEBHOOK_URL ALERT_WATCHDOG_URL; do
  eval "url=\${$name-}"
  case $url in
    '' | http://?* | https://?*) ;;
    # The address may be a secret.
    *) refuse "setting $name is wrong; it wants an address, http://… or https://…" ;;
  esac
done
[ -z "${ALERT_EMAIL_TO-}" ] || [ -n "${ALERT_SMTP_HOST-}" ] ||
  refuse "setting ALERT_SMTP_HOST is missing; ALERT_EMAIL_TO needs a mail server, as mail.example.org:587"
case ${ALERT_SMTP_HOST-} in
  '' | *?:[0-9]*) ;;
  *) refuse "setting ALERT_SMTP_HOST is wrong: \"$ALERT_SMTP_HOST\"; it wants host:port, as mail.example.org:587" ;;
esac

{
  cat "$here/alertmanager.yml"
  receivers
} >alertmanager.yml
# There is one Alertmanager, so it listens for no others.
exec "${ALERTMANAGER:-alertmanager}" --config.file=alertmanager.yml --cluster.listen-address= "$@"
