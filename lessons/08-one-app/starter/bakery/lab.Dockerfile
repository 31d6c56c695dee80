# How the lab builds the bakery: the vendor's image and what stands on it, in one file. Yours is bakery/Dockerfile.
FROM docklab/base:1
COPY forms/1.4 /usr/lib/forms
COPY bakery/bin /usr/local/bin
COPY bakery/www /app/www
RUN chmod -R a+rX /usr/lib/forms /app && chmod 755 /usr/local/bin/* /app/www/cgi-bin/order \
  && adduser -D -H -u 1000 baker && mkdir -p /orders/new /orders/baked && chown -R 1000 /orders
USER baker
HEALTHCHECK --interval=1s --timeout=2s --retries=2 CMD wget -q -O /dev/null http://127.0.0.1:8080/
CMD ["start"]
