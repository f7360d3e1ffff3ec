# SPDX-License-Identifier: MIT
"""Measured rows that a profile does not predict, by (client, case), each with its reason. The tests print them."""

BACKSLASH = "the client sends the backslash as it is, which no URI may hold; Hopscope shows %5C"
RAW = "the client sends bytes over 0x7f as they are or as question marks, which no URI may hold; Hopscope shows %XX"
SPACE = "the client cuts the Location at the space or refuses it; Hopscope shows %20"
OPTION = "user and password by option are treated differently from an Authorization field; a profile knows the field only"
PATHS = "the wrapper glues paths together in its own way and knows neither //host nor dot segments"

CURL = ("curl", "curl-X", "curl-post30x", "curl-trusted", "curl-auto-referer", "r-httr", "r-httr2", "php-curl", "ruby-typhoeus", "py-pycurl", "symfony")
HUC = ("java-huc", "java-huc-strict")
JAVA = ("java-normal", "java-always", "java-normal-17.0.15", "java-always-17.0.15")

KNOWN = {(client, "Location with backslash"): BACKSLASH
         for client in ("aria2", "py-urllib", *HUC, "perl-http-tiny", "php-streams", "py-tornado", "py-treq", "libsoup", "w3m", "lynx", "links")}
KNOWN |= {(client, f"Location with {text}"): RAW for text in ("UTF-8", "Latin-1")
          for client in ("go", "wget2", *HUC, "perl-http-tiny", "php-streams", "py-tornado", "postman", "postman-request", "ruby-http", "w3m", "lynx", "jetty", "poco")}
KNOWN |= {(client, "Location with space"): SPACE for client in ("wget2", *HUC, *JAVA, "perl-http-tiny", "php-streams", "py-tornado", "apache-httpclient4",
                                                                "apache-httpclient5")}
KNOWN |= {("php-streams", name): PATHS for name in (
    "relative Location", "Location with the scheme left out", "Location with dot segments", "Location of file")}
KNOWN |= {("ruby-openuri", f"user by option to {place}"): OPTION for place in ("SAME", "PORT", "HOST")}
KNOWN |= {(client, "there and back: user by option"): OPTION for client in ("ruby-openuri", "ruby-httparty", "axios")}
KNOWN |= {("ruby-openuri", f"from A to B to A {end}: user by option"): OPTION for end in ("to B", "on A")}
KNOWN |= {("axios", name): OPTION for name in ("from A to B to A on A: user by option", "from A to B to A: user and password in the first URL")}
KNOWN |= {(client, name): "curl forgets user and password of the option or the URL when a redirect changes the port; a profile knows the field only"
          for client in ("curl", "curl-X", "curl-post30x", "curl-auto-referer", "php-curl", "py-pycurl", "ruby-typhoeus", "symfony")
          for name in ("from A to B to A on A: user by option", "from A to B to A: user and password in the first URL")
          if (client, name) != ("symfony", "from A to B to A on A: user by option")}
KNOWN |= {("ruby-httparty", "user by option to HOST"): OPTION, ("follow-redirects", "user by option to SAME"): OPTION}
KNOWN |= {("aria2", name): "aria2 ends its Cookie field with a semicolon" for name in (
    "cookie set, to SAME", "cookie set, to PORT", "from A to B to A: cookie set", "from A to another host to A: cookie set")}
KNOWN |= {("ruby-faraday", f"POST without body, {status}"): "Faraday leaves Content-Length: 0 in when there was no body"
          for status in (301, 302, 303)}
KNOWN |= {("wget2", f"content fields, POST {status}"): "wget2 sends its own Content-Type besides the given one"
          for status in (301, 303, 307)}
KNOWN |= {("wget2", f"chain of POST {statuses}"): "wget2 sends its own Content-Type besides the given one"
          for statuses in ("307 308 303", "303 307 302")}
KNOWN |= {("py-aiohttp", case): "aiohttp names application/octet-stream for a body that it does not hold"
          for case in ("POST of a stream, 307", "POST of a stream, 308", "PUT of a stream, 302", "PUT of a stream, 307")}
KNOWN |= {("node-fetch", name): "node-fetch does not redirect a body a second time" for name in (
    "chain of POST 307 302 308", "chain of POST 308 307 303", "chain of POST 308 307 308 307", "chain of PUT 301 302 307",
    "chain of PATCH 308 301 303", "chain of POST 307 308 303", "from A to B to A: POST 308 307")}
KNOWN |= {(client, f"chain of POST {statuses}"): "QNetworkAccessManager now and then loses the redirect of a body that it sends a third time"
          for client in ("qt", "qt-default", "qt-sameorigin") for statuses in ("308 307 303", "308 307 308 307", "307 302 308")}
KNOWN |= {("ruby-excon", case): "Excon keeps Transfer-Encoding although the body is gone"
          for case in (*(f"POST of a stream, {status}" for status in (301, 302, 303)), "PUT of a stream, 302")}
KNOWN |= {(client, f"chain of {statuses}"): "after 307 and 308 the browser names the Content-Type of the first request again, although there is no body"
          for client, more in (("firefox-fetch", ("PUT 307 303 308",)), ("webkitgtk-fetch", ("PUT 307 303 308", "POST 303 307 302")),
                               ("webkitgtk-nav", ()))
          for statuses in ("POST 307 302 308", "POST 301 308 302 307", *more)}
KNOWN |= {("webkitgtk-fetch", name): "with Range and If-None-Match, WebKit adds identity and no-cache at the origin of the request before only"
          for name in (*(f"secrets from {place} to {place}, {method}" for place in ("SAME", "TLS") for method in ("GET 302", "POST 303", "POST 307")),
                       "away and on: secrets", "from A to B to A on A: secrets")}
KNOWN |= {(client, f"secrets from {places}, {method}"): "WebKit offers br as well to https, and asks for an upgrade only where the page is http"
          for client, places in (("webkitgtk-fetch", "SAME to TLS"), ("webkitgtk-nav", "SAME to TLS"), ("webkitgtk-nav", "TLS to SAME"),
                                 ("webkitgtk-nav", "TLS to TLS"))
          for method in ("GET 302", "POST 303", "POST 307")}
KNOWN |= {(client, "Location with Latin-1"): "WebKit makes U+FFFD of bytes that are no UTF-8, and encodes them twice"
          for client in ("webkitgtk-fetch", "webkitgtk-nav")}
KNOWN |= {("bruno", f"secrets from {places} to TLS, {method}"): "Bruno closes a connection to https" for places in ("SAME", "TLS")
          for method in ("GET 302", "POST 303", "POST 307")}
KNOWN |= {("links", name): "Links takes a scheme that it does not know, and an address that it cannot read, for a path"
          for name in ("Location of javascript", "Location with half an IPv6 address")}
KNOWN |= {("py-aiohttp", f"POST without body, {status}"): "aiohttp names application/octet-stream for an empty body"
          for status in (307, 308)}
KNOWN |= {("ruby-openuri", name): "open-uri notices a loop one request later" for name in (
    "empty Location", "Location of a fragment only")}
KNOWN |= {
    ("py-aiohttp", "user and password in the Location, own Authorization"): "aiohttp ends with an error when both are there",
    ("py-aiohttp", "Location with Latin-1"): "aiohttp leaves out bytes that are no UTF-8",
    ("perl-lwp", "empty Location last"): "LWP cuts the space behind the last comma",
    ("node-fetch-builtin", "empty Location last"): "two Locations of which the last is empty end in an error",
    ("node-fetch", "there and back: POST 307"): "node-fetch does not redirect a body a second time",
    ("undici-request", "Location of a fragment only"): "undici does not follow to the same URL",
    ("got", "user and password in the Location"): "got takes user and password of a Location at another origin only",
    ("superagent", "user and password in the Location, own Authorization"): "superagent prefers those of the Location",
    ("wget2", "there and back: POST 307"): "wget2 sends a given Cookie once more on every hop",
    ("ruby-httparty", "cookie set, to HOST"): "HTTParty sends a cookie that it received to every host",
    ("chromium-fetch", "own User-Agent and repeated case"): "Chromium ignores a User-Agent that a script sets",
    ("chromium-xhr", "own User-Agent and repeated case"): "Chromium ignores a User-Agent that a script sets",
    ("ky", "empty Location last"): "two Locations of which the last is empty end in an error",
    ("py-tornado", "user and password in the Location, own Authorization"): "Tornado prefers those of the Location",
    ("needle", "user and password in the first URL, absolute Location"):
        "with user and password in the first URL, needle keeps Authorization at an absolute Location only",
    ("needle", "user and password in the first URL, own Authorization"):
        "with user and password in the first URL, needle keeps Authorization at an absolute Location only",
    ("perl-mojo", "own User-Agent and repeated case"): "Mojo::UserAgent sends its own User-Agent besides the given one",
    ("ruby-excon", "own User-Agent and repeated case"): "Excon sends its own User-Agent besides one that is given in small letters",
    ("w3m", "own User-Agent and repeated case"): "w3m drops the given User-Agent on a redirect, and sends none of its own then",
    ("ruby-typhoeus", "own User-Agent and repeated case"): "Typhoeus sends its own User-Agent besides one that is given in small letters",
    ("perl-lwp-all", "empty Location last"): "LWP cuts the space behind the last comma",
    ("undici-fetch", "empty Location last"): "two Locations of which the last is empty end in an error",
    ("webkitgtk-fetch", "own User-Agent and repeated case"): "WebKit ignores a User-Agent that a script sets",
    ("webkitgtk-fetch", "from A to https to A: secrets"): "whether https to http is refused depends on the page to WebKit, which is http here",
    ("bruno", "user and password in the Location, own Authorization"): "Bruno prefers those of the Location",
    ("jetty", "own User-Agent and repeated case"): "Jetty sends its own User-Agent besides the given one",
    ("reqwest", "user and password in the first URL, own Authorization"): "reqwest sends Authorization twice then",
    ("poco", "Location with the scheme left out"): "POCO takes //host for a path",
    ("go", "from A to https to A: secrets"): "Go goes back to the Referer that was given when it names no URL before (from https to http)",
    ("got", "on A twice: user and password in the Location"): "got takes user and password of a Location at another origin only",
    ("ruby-http", "103 with a Location before GET 302"): "http.rb glues the Location of the 103 to the one of the redirect",
    ("php-streams", "103 twice before POST 303"): "PHP reads on behind one 1xx response only",
    ("node-fetch", "POST of a stream, 303"): "node-fetch names no Content-Type for a stream",
    ("py-pycurl", "POST of a stream, 303"): "an upload is POST to pycurl by CUSTOMREQUEST only, which stays",
    ("wget2", "from A to B to A: POST 308 307"): "wget2 sends a given Cookie once more on every hop",
    ("ruby-httparty", "Location with dot segments"): "HTTParty leaves dot segments in",
}
KNOWN |= {(client, "user and password in the Location, own Authorization"):
          "Java 17.0.21.1 takes user and password as a part of the origin, so that Authorization falls"
          for client in ("java-normal", "java-always")}
KNOWN |= {("py-tornado", f"POST without body, {status}"): "Tornado sends an empty body in chunks" for status in (307, 308)}
KNOWN |= {("libsoup", f"secrets from TLS to {to}, {method}"): "libsoup offers br as well when the first URL is https"
          for to in ("SAME", "TLS") for method in ("GET 302", "POST 303")}
KNOWN |= {("symfony", f"secrets from TLS to SAME, {method}"): "Symfony asks for HTTP/2 by Upgrade when a redirect leads from https to http"
          for method in ("GET 302", "POST 303", "POST 307")}
KNOWN |= {("symfony", f"content fields, {method} 301"): "Symfony keeps a given Content-Type with a method that stays without its body"
          for method in ("PUT", "PATCH")}
KNOWN |= {("ruby-http", f"two {kind} Locations"): "http.rb glues the paths of both Locations together" for kind in ("different", "equal")}
KNOWN |= {(client, "Location with UTF-8"): "the client reads the path as UTF-8 and the query as Latin-1"
          for client in ("apache-httpclient4", "perl-mojo")}
KNOWN |= {("apache-httpclient4", "Location with Latin-1"): "the client reads the path as UTF-8 and the query as Latin-1"}
KNOWN |= {(client, "Refresh field of 200"): "a browser goes on after Refresh; to Hopscope that is a hop of its own kind, not a redirect"
          for client in ("chromium-nav", "firefox-nav", "webkitgtk-nav")}
