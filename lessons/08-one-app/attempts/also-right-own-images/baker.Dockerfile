# The baker needs no forms at all.
FROM docklab/base:1
COPY bin/baker bin/newer /usr/local/bin/
RUN chmod 755 /usr/local/bin/* && adduser -D -H -u 1000 baker
USER 1000
HEALTHCHECK --interval=1s --timeout=2s --retries=3 CMD newer /tmp/looked 4
CMD ["baker"]
