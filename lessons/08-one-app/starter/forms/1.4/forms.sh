# forms 1.4: reads a web form that was sent to a CGI script. Use: . /usr/lib/forms/forms.sh
forms_read() {
  case $CONTENT_TYPE in
  application/x-www-form-urlencoded*) forms_body=$(head -c "${CONTENT_LENGTH:-0}") ;;
  *) forms_error "I cannot read a form of type $CONTENT_TYPE." ;;
  esac
}
# The value of one field.
forms_value() {
  forms_coded=$(printf %s "$forms_body" | tr '&' '\n' | sed -n "s/^$1=//p" | head -n 1)
  httpd -d "$(printf %s "$forms_coded" | tr '+' ' ')"
}
# A message may name variables of the page, so that each page can say it in its own words.
forms_error() {
  printf 'Status: 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n'
  eval "echo \"$1\""
  exit
}
