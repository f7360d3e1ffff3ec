#!/bin/sh

# Request 1: 307
curl -q -i --http1.1 --path-as-is --globoff \
  -H 'Content-Type: application/json' \
  -H 'Authorization: Bearer t0k3n-for-tea' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  -H 'Expect:' \
  --data-binary '{"item":"tea","qty":2}' \
  --url 'http://127.0.0.1:8080/demo'

# Request 2: 303
curl -q -i --http1.1 --path-as-is --globoff \
  -H 'Content-Type: application/json' \
  -H 'User-Agent:' \
  -H 'Accept:' \
  -H 'Expect:' \
  --data-binary '{"item":"tea","qty":2}' \
  --url 'http://127.0.0.1:8081/order'

# Request 3: no response
curl -q -i --http1.1 --path-as-is --globoff \
  -H 'User-Agent:' \
  -H 'Accept:' \
  --url 'http://127.0.0.1:8081/caf%E9%1B[31m'
