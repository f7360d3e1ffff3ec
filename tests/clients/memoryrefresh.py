# SPDX-License-Identifier: MIT
"""The cases of memory.py about what in a page asks for another one: the base URL, several wishes, elements, references, scripts."""
from memorytable import BROWSERS, REAL, case, go

SHOP, BANK = (f"http://{REAL[name]}:8080" for name in ("shop", "bank"))
HTML, FRESH = ["Content-Type", "text/html"], ["Cache-Control", "no-store"]
META = '<meta http-equiv=refresh content="{}">'
END = META.format("0; url=/end")
REFERENCES = "0&#59 url&equals;&#x2f;e&#110d?a=1&amp;b=&quot;2&quot;&ampx=3&amp=4&AMP;c&lt;d&gt;e&apos;f&amp"
# What is in the page, by the name of its case.
PAGES = {
    "meta refresh after base href": '<base href=/other/x>' + META.format("0; url=end"),
    "meta refresh before base href": META.format("0; url=end") + '<base href=/other/x>',
    "meta refresh of 1 s before base href": META.format("1; url=end") + '<base href=/other/x>',
    "meta refresh after base href of another origin": f'<base href={BANK}/other/x>' + META.format("0; url=end"),
    "meta refresh after two base": '<base target=x><base href=/one/><base href=/two/>' + META.format("0; url=end"),
    "meta refresh after base href of data": '<base href=data:,x>' + META.format("0; url=end"),
    "meta refresh without URL after base href": '<base href=/other/x>' + META.format("1"),
    "two meta refresh, 0 s and 1 s": END + META.format("1; url=/other"),
    "two meta refresh, 1 s and 0 s": META.format("1; url=/other") + END,
    "two meta refresh, the second malformed": END + META.format("x; url=/other"),
    "two meta refresh, the first malformed": META.format("x; url=/other") + END,
    "two meta refresh, the second to mailto": END + META.format("0; url=mailto:a@b.example"),
    "two meta refresh, the second to javascript": END + META.format("0; url=javascript:1"),
    "meta refresh with character references": META.format(REFERENCES),
    "meta refresh, attribute twice": '<meta http-equiv=refresh http-equiv=x content="0; url=/end" content="0; url=/other">',
    "meta refresh, white space in http-equiv": '<meta http-equiv=" refresh" content="0; url=/end">',
    "meta refresh, unquoted with slash": '<meta http-equiv=refresh content=0;url=/end/>',
    "meta refresh, slash between attributes": '<meta/http-equiv=refresh/content="0; url=/end"/>',
    "meta refresh, no space between attributes": '<meta http-equiv="REFRESH"content="0; url=/end">',
    "meta refresh, greater-than sign in an attribute": '<meta data-x=">" http-equiv = \'refresh\' content\n=\n"0; url=/end">',
    "meta refresh, attribute that is not closed": '<meta http-equiv=refresh content="0; url=/end>',
    "meta refresh, tag that is not closed": '<meta http-equiv=refresh content="0; url=/end"',
    "meta refresh, fraction alone": META.format(".5; url=/end"),
    "meta refresh, several dots": META.format("0.5.5; url=/end"),
    "meta refresh, quoted URL with rest": META.format("0; url='/end'x"),
    "meta refresh, quoted URL without url=": META.format("0; '/end'"),
    "meta refresh, url without equals sign": META.format("0; url /end"),
    "meta refresh, two semicolons": META.format("0;; url=/end"),
    "meta refresh, white space first": META.format(" \n0 ; \n url\n = /end "),
    "meta refresh, more than 2^31 seconds": META.format("99999999999; url=/end"),
    "meta refresh to ftp": META.format("0; url=ftp://b.example/"),
    "meta refresh in textarea": f"<textarea>{END}</textarea>",
    "meta refresh in style": f"<style>{END}</style>",
    "meta refresh in template": f"<template>{END}</template>",
    "meta refresh after a template in a template": f"<template><template></template>{END}</template>",
    "meta refresh in iframe": f"<iframe>{END}</iframe>",
    "meta refresh in noembed": f"<noembed>{END}</noembed>",
    "meta refresh in noframes": f"<noframes>{END}</noframes>",
    "meta refresh in xmp": f"<xmp>{END}</xmp>",
    "meta refresh after plaintext": f"<plaintext>{END}",
    "meta refresh in svg": f"<svg>{END}</svg>",
    "meta refresh in svg title": f"<svg><title>{END}</title></svg>",
    "meta refresh in a string of a script": f"<script>var a = '{END}'</script>",
    "meta refresh after a script in an escaped script": f"<script><!-- <script></script>{END}--></script>",
    "meta refresh after a script with an escape": f"<script><!-- </script>{END}",
    "meta refresh after a comment of two dashes": f"<!-->{END}",
    "meta refresh after a comment that ends with --!": f"<!-- x --!>{END}",
    "meta refresh in a comment that is not closed": f"<!-- {END}",
    "meta refresh after a bogus comment": f"<?x><!x></ x>{END}",
    "meta refresh after </title in title": f"<title>x</titlex></title >{END}",
    "meta refresh in select": f"<select>{END}</select>",
    "meta refresh in svg style": f"<svg><style>{END}</style></svg>",
    "meta refresh after svg script without end": f"<svg><script/></svg>{END}",
    "meta refresh after title without end": f"<title/>{END}",
    "meta refresh to a fragment of the page": META.format("0; url=#x"),
    "meta refresh to the URL of the page": META.format("0; url=/dir/start?q=1"),
    "meta refresh without URL and the page": META.format("0"),
    "meta refresh, no http-equiv but name": '<meta name=refresh content="0; url=/end">',
    "meta refresh written by a script": "<script>document.write('<meta http-equiv=\"refresh\" content=\"0; url=/end\">')</script>",
    "script location = in a comment and a string": "<script>// location = '/end'\nvar a = \"location = '/end'\" /* location.href = '/end' */</script>",
    "script location =": "<script>location = '/end'</script>",
    "script var location =": "<script>var location = '/end'</script>",
    "script var location = in a function": "<script>(function () { var location = '/end' })()</script>",
    "script page.location =": "<script>var page = {}; page.location = '/end'</script>",
    "script window.location.assign": "<script>window.location.assign('/end')</script>",
    "script location['href'] =": "<script>location['href'] = '/end'</script>",
    "script location.search =": "<script>location.search = '?x'</script>",
    "script location.pathname +=": "<script>location.pathname += '/x'</script>",
    "script location.hash =": "<script>location.hash = 'x'</script>",
    "script location.href ==": "<script>if (location.href == '/end' || location === '/end') {}</script>",
    "script history.pushState": "<script>history.pushState({}, '', '/end')</script>",
    "script window.open to _self": "<script>window.open('/end', '_self')</script>",
    "script setTimeout with a string": "<script>setTimeout(\"location.href = '/end'\", 0)</script>",
    "script of type module": "<script type=module>location.href = '/end'</script>",
    "script of type application/json": "<script type=application/json>location.href = '/end'</script>",
    "script with src and text": "<script src=data:,>location.href = '/end'</script>",
    "script in noscript": "<noscript><script>location.href = '/end'</script></noscript>",
    "script in svg": "<svg><script>location.href = '/end'</script></svg>",
    "script in an HTML comment": "<script><!-- location = '/other'\nlocation = '/end'\n--></script>",
    "script after a regular expression": "<script>var a = /['\"]/, b = 4 / 2; location = '/end'</script>",
    "script in a template literal": "<script>var a = `location = '/x' ${location = '/end'}`</script>",
    "script window.onload": "<script>window.onload = function () { document.location = '/end' }</script>",
    "script that is not closed": "<script>location.href = '/end'",
    "script form.submit": "<form action=/end></form><script>document.forms[0].submit()</script>",
    "onload form.submit": "<body onload='document.forms[0].submit()'><form action=/end></form>",
    "onload with character references": "<body onload='location&#46;href&equals;&quot;/end&quot;'>",
    "onerror of an image": "<img src=data:, onerror=\"location='/end'\">",
    "onclick": "<p onclick=\"location='/end'\">x</p>",
}


def page(text, fields=(HTML,), **more):
    return {"status": 200, "fields": [*fields, FRESH], "body": text} | more


def rows():
    def row(name, answer, seconds=1.5, url=""):
        return case("refresh", f"{name}, page", [go(f"{SHOP}/dir/start?q=1{url}"), {"do": "wait", "seconds": seconds}], {"/dir/start?q=1": answer}, BROWSERS)

    for name, text in PAGES.items():
        answer = page(f"<!doctype html>{text}")
        again = "URL" in name and ("without" in name or "of the page" in name)
        yield row(name, [answer, {"status": 200}] if again else answer, 2 if "1 s" in name or again else 1)
    field = [HTML, ["Refresh", "0; url=/field"]]
    yield row("Refresh and meta refresh of 1 s", page(META.format("1; url=/meta"), field), 2)
    yield row("Refresh of 1 s and meta refresh", page(META.format("0; url=/meta"), [HTML, ["Refresh", "1; url=/field"]]), 2)
    yield row("Refresh and malformed meta refresh", page(META.format("x"), field))
    yield row("Refresh with base href", page("<base href=/other/x>", [HTML, ["Refresh", "0; url=end"]]))
    yield row("Refresh of 1 s with base href", page("<base href=/other/x>", [HTML, ["Refresh", "1; url=end"]]), 2)
    yield row("Refresh with bytes over 0x7f", page("", [HTML, ["Refresh", "0; url=/\u00e9"]]))
    yield row("Refresh with UTF-8", page("", [HTML, ["Refresh", "0; url=/\u00c3\u00a9"]]))
    yield row("Refresh with Content-Type application/octet-stream", page("", [["Content-Type", "application/octet-stream"], ["Refresh", "0; url=/end"]]))
    yield row("Refresh with Content-Type application/json", page("", [["Content-Type", "application/json"], ["Refresh", "0; url=/end"]]))
    yield row("Refresh with Content-Disposition inline", page("", [*field, ["Content-Disposition", "Inline; filename=x"]]))
    yield row("Refresh with Content-Disposition of a name alone", page("", [*field, ["Content-Disposition", "filename=x"]]))
    yield row("Refresh with 205", page("", [HTML, ["Refresh", "0; url=/end"]], status=205))
    yield row("meta refresh with 205", page(END, status=205))
    yield row("Refresh without URL and a page with a fragment", [page("", [HTML, ["Refresh", "0"]]), {"status": 200}], url="#f")
    yield row("Refresh to the URL of a page with a fragment", [page("", [HTML, ["Refresh", "0; url=start?q=1#f"]]), {"status": 200}], url="#f")
    yield row("Refresh empty and then not", page("", [HTML, ["Refresh", ""], ["Refresh", "0; url=/end"]]))
    yield row("Refresh with Content-Type image/png", page("", [["Content-Type", "image/png"], ["Refresh", "0; url=/end"]]))
    yield row("Refresh with Content-Disposition attachment", page("", [*field, ["Content-Disposition", "attachment"]]))
    yield row("meta refresh, no Content-Type", page(f"\n<!-- x -->{END}", []))
    yield row("meta refresh, no Content-Type and no tag that tells HTML", page(f"<meter>{END}", []))
    yield row("meta refresh, no Content-Type and nosniff", page(f"<!doctype html>{END}", [["X-Content-Type-Options", "nosniff"]]))
    yield row("meta refresh, application/xhtml+xml", page('<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="refresh" content="0; url=/end"/>'
                                                          '</head></html>', [["Content-Type", "application/xhtml+xml"]]))
    yield row("meta refresh, TEXT/HTML with a parameter", page(END, [["Content-Type", " TEXT/HTML ;charset=utf-8"]]))
    yield row("meta refresh, two Content-Type, text/plain last", page(END, [HTML, ["Content-Type", "text/plain"]]))
    yield row("meta refresh, two Content-Type, text/html last", page(END, [["Content-Type", "text/plain"], HTML]))
    yield row("meta refresh, UTF-16 with a byte order mark", page("\ufeff" + META.format("0; url=/\u00e9?\u00e9"), coding="utf-16-be"))
    yield row("meta refresh, UTF-16 by charset", page(END, [["Content-Type", 'text/html; charset="UTF-16"']], coding="utf-16-le"))
    yield row("meta refresh, UTF-16 by no word", page(END, coding="utf-16-le"))
    yield row("meta refresh, UTF-8", page(META.format("0; url=/\u00e9?\u00e9"), [["Content-Type", "text/html; charset=utf-8"]]))
    yield row("meta refresh, windows-1252", page(META.format("0; url=/\u00e9?\u00e9"), [["Content-Type", "text/html; charset=windows-1252"]], coding="cp1252"))
