// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "text/htmlscan.h"
#include "text/scriptscan.h"

namespace hopscope::fuzz
{

namespace
{

bool isInside(QByteArrayView part, QByteArrayView whole)
{
    return part.isEmpty() || (part.begin() >= whole.begin() && part.end() <= whole.end());
}

void checkTags(QByteArrayView page, HtmlSyntax syntax)
{
    HtmlReader reader(page, syntax);
    const char *before = page.begin();
    while (const std::optional<HtmlTag> tag = reader.next()) {
        require(!tag->name.isEmpty() && isInside(tag->name, page), "a tag has a name, which is in the page");
        require(tag->name.begin() > before, "tags come in their order");
        before = tag->name.begin();
        require(isInside(tag->text, page), "an element's text is in the page");
        require(!tag->isEnd || tag->text.isEmpty(), "an end tag has no text");
        for (const HtmlAttribute &attribute : tag->attributes) {
            require(!attribute.name.isEmpty() && isInside(attribute.name, page), "an attribute has a name");
            require(isInside(attribute.value, page), "an attribute's value is in the page");
        }
    }
}

/// What follows a page that is whole is read as if it stood alone; a page within a comment is not read at all.
void checkAround(QByteArrayView page, const HtmlScan &scan)
{
    if (page.contains("-->") || page.contains("--!>") || page.startsWith('>') || page.startsWith("->"))
        return;
    require(scanHtml("<!--" + page.toByteArray() + "-->") == HtmlScan(), "what is in a comment does nothing");
    const HtmlScan behind = scanHtml("<!-- x --><p title='>'>" + page.toByteArray());
    require(behind == scan, "what stands in front changes nothing");
}

} // namespace

void run(QByteArrayView input)
{
    checkTags(input, HtmlSyntax::Html);
    checkTags(input, HtmlSyntax::Xml);
    const HtmlScan scan = scanHtml(input);
    require(scan.refreshes.size() <= kMostMetaRefreshes, "only so many meta elements are kept");
    checkAround(input, scan);
    scanHtml(input, HtmlSyntax::Xml);
    const bool changes = changesLocation(input);
    require(changes || !changesLocation("/*" + input.toByteArray().replace("*/", "* /") + "*/"), "comments do nothing");
    withoutReferences(input);
}

} // namespace hopscope::fuzz
