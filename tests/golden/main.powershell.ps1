# For PowerShell 7.4 or later. Invoke-WebRequest adds fields of its own, and System.Uri may write a URL in its way.

# Request 1: 307
Invoke-WebRequest -Uri 'http://127.0.0.1:8080/demo' `
  -CustomMethod 'POST' `
  -Headers @{
    'Authorization' = 'Bearer t0k3n-for-tea'
  } `
  -ContentType 'application/json' `
  -Body '{"item":"tea","qty":2}' `
  -MaximumRedirection 0 -SkipHttpErrorCheck -SkipHeaderValidation -ErrorAction SilentlyContinue

# Request 2: 303
Invoke-WebRequest -Uri 'http://127.0.0.1:8081/order' `
  -CustomMethod 'POST' `
  -ContentType 'application/json' `
  -Body '{"item":"tea","qty":2}' `
  -MaximumRedirection 0 -SkipHttpErrorCheck -SkipHeaderValidation -ErrorAction SilentlyContinue

# Request 3: no response
Invoke-WebRequest -Uri 'http://127.0.0.1:8081/caf%E9%1B[31m' `
  -CustomMethod 'GET' `
  -MaximumRedirection 0 -SkipHttpErrorCheck -SkipHeaderValidation -ErrorAction SilentlyContinue
