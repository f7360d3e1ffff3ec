// SPDX-License-Identifier: MIT
#include "app/cli/table.h"

#include "formats/write/tabletext.h"

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
        while (word.size() > width) {
            const qsizetype slash = word.lastIndexOf(u'/', width - 1);
            const qsizetype end = slash > 0 ? slash + 1 : width;
            lines.insert(lines.size() - 1, word.left(end));
            word = word.mid(end);
        }
        lines.last() += word;
    }
    return lines;
}

QString wrappedLines(const QString &text, qsizetype width)
{
    return wrappedText(text, width).join(u'\n') + u'\n';
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
        if (&row == &rows.last())
            break;
        QStringList rule;
        for (const qsizetype width : widths)
            rule.append(QString(width, u'-'));
        lines.append(rule);
    }
    return (alignedColumns(lines).join(u'\n') + u'\n').toUtf8();
}

} // namespace hopscope::cli
