FROM one-app-forms:1.4.1
COPY www /app/www
RUN chmod -R a+rX /app && chmod 755 /app/www/cgi-bin/order && adduser -D -H -u 1000 counter
USER counter
HEALTHCHECK --interval=1s --timeout=3s --retries=2 CMD wget -q -O /dev/null http://127.0.0.1:8080/index.html
CMD ["httpd", "-f", "-p", "8080", "-h", "/app/www"]
