// SPDX-License-Identifier: MIT
#pragma once

#include <QPersistentModelIndex>
#include <QSet>
#include <QStyledItemDelegate>
#include <QUrl>

#include <memory>

class QTextDocument;

namespace hopscope
{

struct Colors;

/// What models say about a cell beside its text.
enum CellRole {
    ToneRole = Qt::UserRole + 1, ///< int of a PartVerdict, or kPlainTone: the text is a chip of that tone
    LinkRole,                    ///< QUrl after the text
    LinkTextRole,                ///< its text
    BoldRole,                    ///< int: so many characters at the beginning are bold
    MonoRole,                    ///< bool: fixed pitch
    MiddleRole,                  ///< bool: what has no room is left out in the middle, where it is one line
    HighlightRole,               ///< bool: the row stands out
    SeverityRole,                ///< int of a Severity: the colour of what is bold
    MutedRole,                   ///< bool: of little interest
    SortRole,
    CopyRole, ///< QString of column 0: the row as it is copied
};

inline constexpr int kPlainTone = -1;
/// The link behind a long value: to all of it, and back.
inline constexpr QLatin1StringView kFoldLink("fold:");

/// Ground and lower line of a cell; the painter stays clipped to `rect`.
void paintCellGround(QPainter &painter, const QRect &rect, const Colors &colors, bool marked);

/// The bar at the beginning of a row that stands out.
void paintRowMark(QPainter &painter, const QStyleOptionViewItem &option, const Colors &colors);

/// The frame of what has the focus.
void paintCellFocus(QPainter &painter, const QRect &rect, const Colors &colors);

/// Draws cells that wrap, with chips and links.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Values of fixed pitch that isLong() begin folded(), each with a link that shows all of it.
    void setFolds(bool folds) { m_folds = folds; }
    /// Whether the cell has such a link.
    bool hasFoldLink(const QModelIndex &index) const;
    void toggleFold(const QModelIndex &index);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The height is that of the text wrapped to the width of option.rect.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// The width in which neither a chip nor a word has to be broken.
    int wholeWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// The link at `point` (viewport coordinates) of a cell that lies in option.rect; empty if none.
    QUrl linkAt(const QStyleOptionViewItem &option, const QModelIndex &index, QPoint point) const;

private:
    std::unique_ptr<QTextDocument> documentOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    QString htmlOf(const QModelIndex &index, const Colors &colors) const;

    bool m_folds = false;
    QSet<QPersistentModelIndex> m_unfolded;
};

} // namespace hopscope
