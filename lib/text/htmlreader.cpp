// SPDX-License-Identifier: MIT
#include "text/htmlreader.h"

#include "http/ascii.h"
#include "http/headers.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

/// Their content is text up to the end tag (13.2.6.4); noscript, because scripting is on.
constexpr QByteArrayView kTextElements[] = {"script",   "style",  "title",   "textarea", "noscript",
                                            "noframes", "iframe", "noembed", "xmp"};
/// A start tag that ends svg and math (13.2.6.5).
constexpr QByteArrayView kBreakouts[] = {
    "b",    "big",   "blockquote", "body", "br",   "center", "code",  "dd", "div",  "dl",   "dt",
    "em",   "embed", "h1",         "h2",   "h3",   "h4",     "h5",    "h6", "head", "hr",   "i",
    "img",  "li",    "listing",    "menu", "meta", "nobr",   "ol",    "p",  "pre",  "ruby", "s",
    "span", "small", "strong",     "sub",  "sup",  "strike", "table", "tt", "u",    "ul",   "var"};

bool endsTagName(char c)
{
    return ascii::isHtmlSpace(c) || c == '/' || c == '>';
}

bool isNamed(const HtmlTag &tag, QByteArrayView name)
{
    return equalsIgnoringCase(tag.name, name);
}

bool isForeignRoot(const HtmlTag &tag)
{
    return isNamed(tag, "svg") || isNamed(tag, "math");
}

/// Whether "</name" or "<name" of an element stands at `at`, as `start` says.
bool hasTagAt(QByteArrayView page, qsizetype at, QByteArrayView start, QByteArrayView name)
{
    const qsizetype end = at + start.size() + name.size();
    return end < page.size() && page.sliced(at).startsWith(start) &&
           equalsIgnoringCase(page.sliced(at + start.size(), name.size()), name) && endsTagName(page[end]);
}

/// Where the end tag of a script begins (13.2.5.15 to 31): a script that is begun within "<!--" hides its own.
qsizetype endOfScript(QByteArrayView page, qsizetype from)
{
    enum { Plain, Escaped, Twice } state = Plain;
    for (qsizetype at = from; at < page.size(); ++at) {
        const QByteArrayView rest = page.sliced(at);
        if (state != Plain && rest.startsWith("-->")) {
            state = Plain;
        } else if (rest.front() != '<') {
            continue;
        } else if (state == Plain && rest.startsWith("<!--")) {
            state = Escaped;
            ++at; // The dashes may be those of "-->", too.
        } else if (hasTagAt(page, at, "</", "script")) {
            if (state != Twice)
                return at;
            state = Escaped;
        } else if (state == Escaped && hasTagAt(page, at, "<", "script")) {
            state = Twice;
        }
    }
    return -1;
}

qsizetype endOfText(QByteArrayView page, qsizetype from, QByteArrayView name)
{
    if (equalsIgnoringCase(name, "script"))
        return endOfScript(page, from);
    for (qsizetype at = page.indexOf('<', from); at >= 0; at = page.indexOf('<', at + 1)) {
        if (hasTagAt(page, at, "</", name))
            return at;
    }
    return -1;
}

} // namespace

HtmlReader::HtmlReader(QByteArrayView page, HtmlSyntax syntax) : m_page(page), m_syntax(syntax) {}

std::optional<HtmlTag> HtmlReader::next()
{
    while (skipToTag()) {
        HtmlTag tag;
        if (!readName(tag)) {
            skipMarkup();
            continue;
        }
        if (!readAttributes(tag))
            return std::nullopt;
        if (enter(tag))
            readText(tag);
        return tag;
    }
    return std::nullopt;
}

/// To a "<" that begins something.
bool HtmlReader::skipToTag()
{
    while (true) {
        m_at = m_page.indexOf('<', m_at);
        if (m_at < 0 || m_at + 1 >= m_page.size()) {
            m_at = m_page.size();
            return false;
        }
        const char c = m_page[m_at + 1];
        if (ascii::isAlpha(c) || c == '/' || c == '!' || c == '?')
            return true;
        ++m_at;
    }
}

/// Reads the name behind "<" or "</"; false when something else is there.
bool HtmlReader::readName(HtmlTag &tag)
{
    tag.isEnd = m_page[m_at + 1] == '/';
    const qsizetype start = m_at + (tag.isEnd ? 2 : 1);
    if (start >= m_page.size() || !ascii::isAlpha(m_page[start]))
        return false;
    m_at = start;
    while (!atEnd() && !endsTagName(m_page[m_at]))
        ++m_at;
    tag.name = m_page.sliced(start, m_at - start);
    return true;
}

/// A comment, a doctype, or what is taken for a comment: "<?", "</" before anything but a letter.
void HtmlReader::skipMarkup()
{
    const QByteArrayView rest = m_page.sliced(m_at);
    const bool isForeign = m_foreign > 0 || m_syntax == HtmlSyntax::Xml;
    if (rest.startsWith("<!--"))
        skipComment();
    else if (isForeign && rest.startsWith("<![CDATA["))
        skipPast("]]>");
    else
        skipPast(">");
}

/// 13.2.5.43 to 52: "-->" and "--!>" end it, and so does ">" or "->" at once.
void HtmlReader::skipComment()
{
    m_at += 4;
    const QByteArrayView rest = m_page.sliced(m_at);
    if (rest.startsWith('>') || rest.startsWith("->")) {
        skipPast(">");
        return;
    }
    while (true) {
        skipPast("--");
        const QByteArrayView end = m_page.sliced(m_at);
        if (end.isEmpty())
            return;
        if (end.startsWith('>') || end.startsWith("!>")) {
            skipPast(">");
            return;
        }
        --m_at; // A third dash.
    }
}

/// False when the page ends before the tag does.
bool HtmlReader::readAttributes(HtmlTag &tag)
{
    while (true) {
        skipSpace();
        if (atEnd())
            return false;
        if (m_page[m_at] == '>') {
            ++m_at;
            return true;
        }
        if (m_page[m_at] == '/') {
            ++m_at;
            tag.isSelfClosing = !atEnd() && m_page[m_at] == '>';
            continue;
        }
        const std::optional<HtmlAttribute> attribute = readAttribute();
        if (!attribute)
            return false;
        tag.attributes.append(*attribute);
    }
}

std::optional<HtmlAttribute> HtmlReader::readAttribute()
{
    HtmlAttribute attribute;
    qsizetype start = m_at++; // An equals sign in front belongs to the name.
    while (!atEnd() && !endsTagName(m_page[m_at]) && m_page[m_at] != '=')
        ++m_at;
    attribute.name = m_page.sliced(start, m_at - start);
    skipSpace();
    if (atEnd() || m_page[m_at] != '=')
        return attribute;
    ++m_at;
    skipSpace();
    if (atEnd())
        return std::nullopt;
    if (const char quote = m_page[m_at]; quote == '"' || quote == '\'') {
        start = m_at + 1;
        m_at = m_page.indexOf(quote, start);
        if (m_at < 0) {
            m_at = m_page.size();
            return std::nullopt;
        }
        attribute.value = m_page.sliced(start, m_at++ - start);
        return attribute;
    }
    start = m_at;
    while (!atEnd() && !ascii::isHtmlSpace(m_page[m_at]) && m_page[m_at] != '>')
        ++m_at;
    attribute.value = m_page.sliced(start, m_at - start);
    return attribute;
}

/// Notes whether svg or math is open; returns whether the element of `tag` holds text alone.
bool HtmlReader::enter(const HtmlTag &tag)
{
    const bool inForeign = m_foreign > 0 || m_syntax == HtmlSyntax::Xml;
    if (isForeignRoot(tag) && (tag.isEnd || !tag.isSelfClosing))
        m_foreign = std::max(0, m_foreign + (tag.isEnd ? -1 : 1));
    if (tag.isEnd)
        return false;
    if (inForeign && isOneOf(kBreakouts, tag.name))
        m_foreign = 0;
    if (inForeign)
        return isNamed(tag, "script") && !tag.isSelfClosing;
    if (isNamed(tag, "plaintext"))
        m_at = m_page.size();
    return isOneOf(kTextElements, tag.name);
}

void HtmlReader::readText(HtmlTag &tag)
{
    const qsizetype end = endOfText(m_page, m_at, tag.name);
    tag.isClosed = end >= 0;
    const qsizetype stop = tag.isClosed ? end : m_page.size();
    tag.text = m_page.sliced(m_at, stop - m_at);
    m_at = stop;
}

void HtmlReader::skipSpace()
{
    while (!atEnd() && ascii::isHtmlSpace(m_page[m_at]))
        ++m_at;
}

void HtmlReader::skipPast(QByteArrayView end)
{
    const qsizetype found = m_page.indexOf(end, m_at);
    m_at = found < 0 ? m_page.size() : found + end.size();
}

std::optional<QByteArray> attributeOf(const HtmlTag &tag, QByteArrayView name)
{
    const auto found = std::find_if(tag.attributes.begin(), tag.attributes.end(), [&](const HtmlAttribute &attribute) {
        return equalsIgnoringCase(attribute.name, name);
    });
    if (found == tag.attributes.end())
        return std::nullopt;
    return withoutReferences(found->value);
}

} // namespace hopscope
