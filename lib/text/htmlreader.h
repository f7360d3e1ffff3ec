// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace hopscope
{

/// An attribute, as it is written: with its character references, in any case.
struct HtmlAttribute {
    QByteArrayView name;
    QByteArrayView value;
};

/// A tag. The views are into the page.
struct HtmlTag {
    QByteArrayView name; ///< in any case
    bool isEnd = false;
    bool isSelfClosing = false; ///< "/>", which means nothing in HTML
    QList<HtmlAttribute> attributes;
    QByteArrayView text;   ///< of a start tag whose element holds text alone, such as script: all up to its end tag
    bool isClosed = false; ///< that end tag is there
};

enum class HtmlSyntax { Html, Xml };

/// The tags of a page, one after the other (HTML standard 13.2.5), as a browser with scripting reads them. Bytes are
/// those of an encoding that has ASCII in it. Linear in the size of the page.
class HtmlReader
{
public:
    explicit HtmlReader(QByteArrayView page, HtmlSyntax syntax = HtmlSyntax::Html);

    /// The next tag; nullopt at the end. A tag that the page ends in is none.
    std::optional<HtmlTag> next();

private:
    bool skipToTag();
    void skipMarkup();
    void skipComment();
    bool readName(HtmlTag &tag);
    bool readAttributes(HtmlTag &tag);
    std::optional<HtmlAttribute> readAttribute();
    void readText(HtmlTag &tag);
    bool enter(const HtmlTag &tag);
    void skipSpace();
    void skipPast(QByteArrayView end);
    bool atEnd() const { return m_at >= m_page.size(); }

    QByteArrayView m_page;
    HtmlSyntax m_syntax;
    qsizetype m_at = 0;
    int m_foreign = 0; ///< open svg and math elements
};

/// The value of the first attribute called `name` (lower case), its character references replaced; nullopt when there
/// is none.
std::optional<QByteArray> attributeOf(const HtmlTag &tag, QByteArrayView name);
/// The value of an attribute with numeric character references, and named ones that stand for ASCII, replaced (HTML
/// standard 13.2.5.72); UTF-8.
QByteArray withoutReferences(QByteArrayView value);

} // namespace hopscope
