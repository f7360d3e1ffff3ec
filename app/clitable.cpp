// SPDX-License-Identifier: MIT
#include "app/clitable.h"

#include "formats/tabletext.h"

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

QStringList wrappedText(const QString &text, qsizetype width)
{
    QStringList lines{QString()};
    for (QString word : text.split(u' ', Qt::SkipEmptyParts)) {
        const qsizetype used = lines.last().isEmpty() ? 0 : lines.last().size() + 1;
        if (used > 0 && used + word.size() > width)
            lines.append(QString());
        else if (used > 0)
            lines.last() += u' ';
        for (; word.size() > width; word = word.mid(width))
            lines.insert(lines.size() - 1, word.left(width));
        lines.last() += word;
    }
    return lines;
}

QByteArray wrappedTable(const QList<QStringList> &rows, const QList<qsizetype> &widths)
{
    QList<QStringList> lines;
    for (const QStringList &row : rows) {
        QList<QStringList> cells;
        qsizetype height = 0;
        for (qsizetype i = 0; i < row.size(); ++i) {
            cells.append(wrappedText(row[i], widths[i]));
            height = std::max(height, cells.last().size());
        }
        for (qsizetype line = 0; line < height; ++line) {
            QStringList parts;
            for (const QStringList &cell : cells)
                parts.append(cell.value(line));
            lines.append(parts);
        }
        QStringList rule;
        for (const qsizetype width : widths)
            rule.append(QString(width, u'-'));
        lines.append(rule);
    }
    return (alignedColumns(lines).join(u'\n') + u'\n').toUtf8();
}

} // namespace hopscope::cli
