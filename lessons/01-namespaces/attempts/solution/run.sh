# Without the three options Docker gives the container namespaces of its own. Without LISTEN the page listens on
# every address of its own network, and the published port leads there from the host's loopback.
docker rm -f "$LAB_LEAKY"
docker run -d --name "$LAB_LEAKY" -p 127.0.0.1:18280:18280 "$LAB_LEAKY_IMAGE"
