// For Node.js 18 or later (a module), or for the console of a page. fetch() adds fields of its own, and a page
// may not set some of these (Fetch, forbidden request-header).

// Request 1: 307
await fetch("http://127.0.0.1:8080/demo", {
  method: "POST",
  redirect: "manual",
  headers: [
    ["Content-Type", "application/json"],
    ["Authorization", "Bearer t0k3n-for-tea"],
  ],
  body: new TextEncoder().encode("{\"item\":\"tea\",\"qty\":2}"),
});

// Request 2: 303
await fetch("http://127.0.0.1:8081/order", {
  method: "POST",
  redirect: "manual",
  headers: [
    ["Content-Type", "application/json"],
  ],
  body: new TextEncoder().encode("{\"item\":\"tea\",\"qty\":2}"),
});

// Request 3: no response
await fetch("http://127.0.0.1:8081/caf%E9%1B[31m", {
  method: "GET",
  redirect: "manual",
});
