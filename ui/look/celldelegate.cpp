// SPDX-License-Identifier: MIT
#include "ui/look/celldelegate.h"

#include "paint/chainpainter.h"
#include "ui/look/foldtext.h"
#include "ui/look/links.h"
#include "ui/look/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextDocument>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPaddingX = 8;
constexpr int kPaddingY = 6;
constexpr int kChipRadius = 9;
constexpr qsizetype kWidestWord = 40; ///< characters of a column that is as wide as its words
constexpr int kMark = 4;              ///< width of the bar at a row that stands out

QRect inside(const QRect &rect)
{
    return rect.adjusted(kPaddingX, kPaddingY, -kPaddingX, -kPaddingY);
}

QString boldStyle(const QModelIndex &index, const Colors &colors)
{
    const QVariant severity = index.data(SeverityRole);
    if (!severity.isValid())
        return {};
    const Tone &tone = Severity(severity.toInt()) == Severity::Error     ? colors.bad
                       : Severity(severity.toInt()) == Severity::Warning ? colors.warn
                                                                         : colors.info;
    return u"color:%1"_s.arg(QColor(tone.text).name());
}

/// Values may wrap behind their punctuation: "application/" and "json" rather than anywhere.
QString breakableValue(const QString &text)
{
    constexpr QChar kBreak(0x200B);
    QString result;
    for (const QChar c : text) {
        result += c;
        if (u"/;,&?"_s.contains(c))
            result += kBreak;
    }
    return result;
}

QFont chipFont(const QStyleOptionViewItem &option)
{
    return chainStyle(colorsOf(option.palette), option.font).small;
}

/// Words are broken only where one is wider than the room.
int chipWrap(const QString &text, const QFont &font, int room)
{
    const QFontMetrics metrics(font);
    const QStringList words = text.split(u' ');
    const bool fits = std::all_of(words.begin(), words.end(),
                                  [&](const QString &word) { return metrics.horizontalAdvance(word) <= room; });
    return fits ? Qt::TextWordWrap : Qt::TextWrapAnywhere;
}

/// A chip as wide as its text, or as the cell; then its text wraps.
QRect chipRect(const QStyleOptionViewItem &option, const QString &text)
{
    const QRect cell = inside(option.rect);
    const QFont font = chipFont(option);
    const QSize oneLine = chipSize(text, font);
    if (oneLine.width() <= cell.width())
        return QStyle::visualRect(option.direction, cell, {cell.topLeft(), oneLine});
    const QRect room(0, 0, std::max(cell.width() - 16, 20), 10000);
    const QRect wrapped = QFontMetrics(font).boundingRect(room, chipWrap(text, font, room.width()), text);
    return {cell.left(), cell.top(), cell.width(), wrapped.height() + 4};
}

void paintCellChip(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Colors &colors = colorsOf(option.palette);
    const int verdict = index.data(ToneRole).toInt();
    const Tone &tone = verdict == kPlainTone ? colors.plain : toneOf(colors, PartVerdict(verdict));
    const QString text = index.data().toString();
    const QRect rect = chipRect(option, text);
    const QFont font = chipFont(option);
    if (chipSize(text, font).width() <= rect.width()) {
        paintChip(painter, rect, text, font, tone);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QColor(tone.border));
    painter.setBrush(QColor(tone.fill));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), kChipRadius, kChipRadius);
    painter.setPen(QColor(tone.text));
    painter.setFont(font);
    const QRect room = rect.adjusted(8, 2, -8, -2);
    painter.drawText(room, chipWrap(text, font, room.width()), text);
}

} // namespace

void paintCellGround(QPainter &painter, const QRect &rect, const Colors &colors, bool marked)
{
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.setClipRect(rect);
    if (marked)
        painter.fillRect(rect, QColor(colors.selection));
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colors.line));
}

void paintRowMark(QPainter &painter, const QStyleOptionViewItem &option, const Colors &colors)
{
    const QRect bar(option.rect.topLeft(), QSize(kMark, option.rect.height()));
    painter.fillRect(QStyle::visualRect(option.direction, option.rect, bar), QColor(colors.accent));
}

void paintCellFocus(QPainter &painter, const QRect &rect, const Colors &colors)
{
    painter.setPen(QColor(colors.accent));
    painter.setBrush(Qt::NoBrush); // a chip leaves its own
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

bool CellDelegate::hasFoldLink(const QModelIndex &index) const
{
    return m_folds && index.data(MonoRole).toBool() && isLong(index.data().toString());
}

void CellDelegate::toggleFold(const QModelIndex &index)
{
    m_unfolded.removeIf([](const QPersistentModelIndex &cell) { return !cell.isValid(); });
    if (!m_unfolded.remove(index))
        m_unfolded.insert(index);
}

QString CellDelegate::htmlOf(const QModelIndex &index, const Colors &colors) const
{
    const QString whole = index.data().toString();
    const bool hasFold = hasFoldLink(index);
    const bool isFolded = hasFold && !m_unfolded.contains(index);
    const QString shown = isFolded ? folded(whole) : whole;
    const QString text = index.data(MonoRole).toBool() ? breakableValue(shown) : shown;
    const qsizetype boldCount = index.data(BoldRole).toInt();
    QString html;
    if (boldCount > 0)
        html = u"<b style=\"%1\">%2</b>"_s.arg(boldStyle(index, colors),
                                               text.first(std::min(boldCount, text.size())).toHtmlEscaped());
    html += text.sliced(std::min(boldCount, text.size())).toHtmlEscaped();
    if (hasFold)
        html += u" <a href=\"%1\">%2</a>"_s.arg(kFoldLink, foldLinkText(whole, isFolded).toHtmlEscaped());
    const QString link = index.data(LinkTextRole).toString();
    if (!link.isEmpty())
        html += (text.isEmpty() ? QString() : u" "_s) + linkHtml(index.data(LinkRole).toUrl(), link);
    return html.replace(u'\n', "<br>"_L1);
}

std::unique_ptr<QTextDocument> CellDelegate::documentOf(const QStyleOptionViewItem &option,
                                                        const QModelIndex &index) const
{
    const Colors &colors = colorsOf(option.palette);
    auto document = std::make_unique<QTextDocument>();
    document->setDocumentMargin(0);
    document->setDefaultFont(index.data(MonoRole).toBool() ? monoFont(option.font) : option.font);
    document->setDefaultStyleSheet(u"a { color: %1; }"_s.arg(QColor(colors.link).name()));
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    if (option.direction == Qt::RightToLeft)
        wrap.setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
    wrap.setTextDirection(Qt::LayoutDirectionAuto);
    document->setDefaultTextOption(wrap);
    document->setHtml(htmlOf(index, colors));
    document->setTextWidth(std::max(inside(option.rect).width(), 20));
    return document;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &givenOption, const QModelIndex &index) const
{
    QStyleOptionViewItem option = givenOption;
    initStyleOption(&option, index);
    const Colors &colors = colorsOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    paintCellGround(*painter, option.rect, colors, selected || index.data(HighlightRole).toBool());
    if (index.column() == 0 && index.data(HighlightRole).toBool())
        paintRowMark(*painter, option, colors);
    if (selected && option.state.testFlag(QStyle::State_HasFocus))
        paintCellFocus(*painter, option.rect, colors);
    if (index.data(ToneRole).isValid()) {
        paintCellChip(*painter, option, index);
    } else {
        const auto document = documentOf(option, index);
        const int baseline = QFontMetrics(option.font).ascent() - QFontMetrics(document->defaultFont()).ascent();
        painter->translate(inside(option.rect).topLeft() + QPoint(0, std::max(baseline, 0)));
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette = option.palette;
        context.palette.setColor(QPalette::Text, QColor(index.data(MutedRole).toBool() ? colors.muted : colors.text));
        document->documentLayout()->draw(painter, context);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &givenOption, const QModelIndex &index) const
{
    QStyleOptionViewItem option = givenOption;
    initStyleOption(&option, index);
    if (index.data(ToneRole).isValid()) {
        const QSize chip = chipRect(option, index.data().toString()).size();
        return chip + QSize(2 * kPaddingX, 2 * kPaddingY);
    }
    const auto document = documentOf(option, index);
    return {int(std::ceil(document->idealWidth())) + 2 * kPaddingX,
            int(std::ceil(document->size().height())) + 2 * kPaddingY};
}

int CellDelegate::wholeWidth(const QStyleOptionViewItem &givenOption, const QModelIndex &index) const
{
    QStyleOptionViewItem option = givenOption;
    initStyleOption(&option, index);
    const QString text = index.data().toString();
    if (index.data(ToneRole).isValid())
        return chipSize(text, chipFont(option)).width() + 2 * kPaddingX;
    const QFontMetrics metrics(index.data(MonoRole).toBool() ? monoFont(option.font) : option.font);
    int widest = 0;
    QString words = text;
    for (const QString &word : words.replace(u'-', u"- "_s).split(u' '))
        widest = std::max(widest, metrics.horizontalAdvance(word.first(std::min(word.size(), kWidestWord))));
    // The layout of rich text measures a little otherwise.
    return widest + 2 * kPaddingX + 2;
}

QUrl CellDelegate::linkAt(const QStyleOptionViewItem &givenOption, const QModelIndex &index, QPoint point) const
{
    if (!index.data(LinkRole).isValid() && !hasFoldLink(index))
        return {};
    QStyleOptionViewItem option = givenOption;
    initStyleOption(&option, index);
    const auto document = documentOf(option, index);
    return QUrl(document->documentLayout()->anchorAt(point - inside(option.rect).topLeft()));
}

} // namespace hopscope
