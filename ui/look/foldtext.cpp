// SPDX-License-Identifier: MIT
#include "ui/look/foldtext.h"

#include "ui/look/uitext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kFoldedStart = 130; ///< characters
constexpr qsizetype kFoldedEnd = 60;    ///< characters
constexpr qsizetype kWordPiece = 24;    ///< characters between two places where a long word may wrap
constexpr QChar kWrapHere(0x200B);

} // namespace

bool isLong(const QString &text)
{
    return text.size() > kFoldedLength;
}

QString folded(const QString &text)
{
    if (!isLong(text))
        return text;
    qsizetype start = kFoldedStart;
    qsizetype end = text.size() - kFoldedEnd;
    // No half of a character.
    if (text[start].isLowSurrogate())
        --start;
    if (text[end].isLowSurrogate())
        ++end;
    return text.first(start) + u" … "_s + text.sliced(end);
}

QString foldLinkText(const QString &text, bool isFolded)
{
    return isFolded ? UiText::tr("show all %1 characters").arg(text.size()) : UiText::tr("show less");
}

QString breakable(const QString &text)
{
    QString result;
    result.reserve(text.size() + text.size() / kWordPiece);
    qsizetype run = 0;
    for (const QChar c : text) {
        if (run >= kWordPiece && !c.isLowSurrogate()) {
            result += kWrapHere;
            run = 0;
        }
        result += c;
        run = c.isSpace() ? 0 : run + 1;
    }
    return result;
}

FoldLabel::FoldLabel(QWidget *parent) : QLabel(parent)
{
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTextFormat(Qt::PlainText);
    connect(this, &QLabel::linkActivated, this, [this] {
        m_isFolded = !m_isFolded;
        refresh();
    });
}

void FoldLabel::setWhole(const QString &text)
{
    m_isFolded = m_isFolded || text != m_whole;
    m_whole = text;
    refresh();
}

void FoldLabel::refresh()
{
    const bool hasLink = isLong(m_whole);
    setTextFormat(hasLink ? Qt::RichText : Qt::PlainText);
    setTextInteractionFlags(hasLink ? Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard
                                    : Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    if (!hasLink) {
        setText(m_whole);
        return;
    }
    const QString shown = m_isFolded ? folded(m_whole) : m_whole;
    setText(breakable(shown).toHtmlEscaped() +
            u" <a href=\"fold:\">%1</a>"_s.arg(foldLinkText(m_whole, m_isFolded).toHtmlEscaped()));
}

} // namespace hopscope
