// SPDX-License-Identifier: MIT
#include "text/htmlscan.h"

#include "http/headers.h"
#include "text/scriptscan.h"

#include <algorithm>

namespace hopscope
{

namespace
{

/// JavaScript by its names (MIME Sniffing 4.6), and modules (HTML 4.12.1.1).
constexpr QByteArrayView kScriptTypes[] = {
    "",
    "module",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "text/x-javascript",
    "application/ecmascript",
    "application/x-ecmascript",
    "text/ecmascript",
    "text/x-ecmascript",
    "text/jscript",
    "text/livescript",
    "text/javascript1.0",
    "text/javascript1.1",
    "text/javascript1.2",
    "text/javascript1.3",
    "text/javascript1.4",
    "text/javascript1.5",
};
/// These run without the user; onclick and the like wait for one.
constexpr QByteArrayView kOwnEvents[] = {"onload", "onpageshow", "onerror"};

/// Whether an element called script is run, and not data or the place of another file.
bool isRun(const HtmlTag &tag)
{
    if (!tag.isClosed || attributeOf(tag, "src") || attributeOf(tag, "nomodule"))
        return false;
    return isOneOf(kScriptTypes, attributeOf(tag, "type").value_or(QByteArray()).trimmed());
}

bool hasChangingScript(const HtmlTag &tag)
{
    if (equalsIgnoringCase(tag.name, "script") && isRun(tag) && changesLocation(tag.text))
        return true;
    return std::any_of(tag.attributes.begin(), tag.attributes.end(), [](const HtmlAttribute &attribute) {
        return isOneOf(kOwnEvents, attribute.name) && changesLocation(withoutReferences(attribute.value));
    });
}

} // namespace

HtmlScan scanHtml(QByteArrayView page, HtmlSyntax syntax)
{
    HtmlScan scan;
    HtmlReader reader(page, syntax);
    std::optional<QByteArray> base;
    qsizetype templates = 0; // What is in a template does nothing.
    while (const std::optional<HtmlTag> tag = reader.next()) {
        if (equalsIgnoringCase(tag->name, "template"))
            templates = std::max<qsizetype>(0, templates + (tag->isEnd ? -1 : 1));
        if (tag->isEnd || templates > 0)
            continue;
        if (!base && equalsIgnoringCase(tag->name, "base"))
            base = attributeOf(*tag, "href");
        if (equalsIgnoringCase(tag->name, "meta") && scan.refreshes.size() < kMostMetaRefreshes &&
            equalsIgnoringCase(attributeOf(*tag, "http-equiv").value_or(QByteArray()), "refresh")) {
            if (const std::optional<QByteArray> content = attributeOf(*tag, "content"))
                scan.refreshes.append({*content, base});
        }
        scan.scriptChangesLocation = scan.scriptChangesLocation || hasChangingScript(*tag);
    }
    return scan;
}

} // namespace hopscope
