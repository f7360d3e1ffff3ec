// SPDX-License-Identifier: MIT
#include "formats/audit/csvrecords.h"
#include "formats/audit/listkinds.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNote = 1000; ///< characters of a note that are kept
constexpr qsizetype kNamedColumns = 5;

/// A column that is understood. `names` are in lower case, without spaces, underscores and hyphens.
struct ListColumn {
    QString ListedRow::*member;
    QLatin1StringView names[10];
};

constexpr ListColumn kListColumns[] = {
    {&ListedRow::source,
     {"source"_L1, "sourceurl"_L1, "from"_L1, "old"_L1, "oldurl"_L1, "url"_L1, "address"_L1, "redirectfrom"_L1,
      "loc"_L1, "request"_L1}},
    {&ListedRow::target,
     {"target"_L1, "targeturl"_L1, "to"_L1, "new"_L1, "newurl"_L1, "destination"_L1, "destinationurl"_L1,
      "redirectto"_L1, "redirecturl"_L1, "expected"_L1}},
    {&ListedRow::status, {"status"_L1, "statuscode"_L1, "code"_L1, "type"_L1, "redirecttype"_L1}},
    {&ListedRow::method, {"method"_L1}},
    {&ListedRow::note, {"note"_L1, "notes"_L1, "comment"_L1, "remark"_L1}},
};

/// nullptr for a column that is not understood.
const ListColumn *columnCalled(const QString &name)
{
    QString plain = name.trimmed().toLower();
    plain.removeIf([](QChar c) { return c == u' ' || c == u'_' || c == u'-'; });
    const auto *const found = std::ranges::find_if(kListColumns, [&](const ListColumn &column) {
        return !plain.isEmpty() && std::ranges::find(column.names, plain) != std::end(column.names);
    });
    return found == std::end(kListColumns) ? nullptr : found;
}

bool isSourceColumn(const QString &name)
{
    const ListColumn *column = columnCalled(name);
    return column && column->member == &ListedRow::source;
}

bool looksLikePlace(const QString &cell)
{
    const QString text = cell.trimmed();
    return text.startsWith(u'/') || text.startsWith(u'~') || text.contains("://"_L1);
}

bool isStatus(const QString &cell)
{
    const int status = cell.trimmed().toInt();
    return status >= 100 && status <= 599;
}

QStringList firstCells(const QByteArray &text)
{
    CsvRecords records(text, delimiterOf(text));
    std::optional<CsvRecord> first = records.next();
    while (first && first->isEmpty())
        first = records.next();
    return first ? first->cells : QStringList();
}

/// The members for the columns in their order, nullptr for one that is left out.
struct Columns {
    QList<QString ListedRow::*> members;
    bool isNamed = false;
};

Columns columnsOf(const QStringList &cells, const ListPlace &place, ListReading &reading)
{
    Columns columns{.isNamed = std::any_of(cells.begin(), cells.end(), isSourceColumn)};
    if (!columns.isNamed) {
        for (const ListColumn &column : kListColumns)
            columns.members.append(column.member);
        return columns;
    }
    QStringList left;
    for (const QString &cell : cells) {
        const ListColumn *column = columnCalled(cell);
        const bool isNew = column && !columns.members.contains(column->member);
        columns.members.append(isNew ? column->member : nullptr);
        if (!isNew && !cell.trimmed().isEmpty())
            left.append(u'"' + cell.trimmed().left(kMaxNote) + u'"');
    }
    if (!left.isEmpty())
        reading.notes.append(u"%1: these columns are not used: %2."_s.arg(placeText(place), left.join(u", "_s)));
    return columns;
}

void appendRow(const CsvRecord &record, const Columns &columns, ListReading &reading)
{
    ListedRow row{.place = reading.at(record.line)};
    for (qsizetype i = 0; i < record.cells.size(); ++i) {
        const QString cell = record.cells[i].trimmed();
        if (i < columns.members.size()) {
            if (columns.members[i])
                row.*columns.members[i] = cell;
        } else if (!cell.isEmpty()) {
            reading.fail(record.line, u"there are %1 cells, but %2 columns: put a cell that has the delimiter in it "
                                      "into quotes"_s.arg(record.cells.size())
                                          .arg(columns.members.size()));
            return;
        }
    }
    row.note.truncate(kMaxNote);
    if (row.source.isEmpty())
        reading.fail(record.line, u"the source is missing"_s);
    else
        reading.rows.append(row);
}

} // namespace

bool looksLikeCsvList(const QByteArray &text)
{
    const QStringList cells = firstCells(text);
    if (std::any_of(cells.begin(), cells.end(), isSourceColumn))
        return true;
    const bool hasSource = cells.size() > 1 && cells.size() <= kNamedColumns && looksLikePlace(cells[0]);
    return hasSource && (cells[1].trimmed().isEmpty() || looksLikePlace(cells[1]) || isStatus(cells.value(2)));
}

void readCsvList(const QByteArray &text, ListReading &reading)
{
    CsvRecords records(text, delimiterOf(text));
    std::optional<Columns> columns;
    while (const std::optional<CsvRecord> record = records.next()) {
        if (!record->fault.isEmpty()) {
            reading.fail(record->line, record->fault);
        } else if (!record->isEmpty()) {
            if (!columns) {
                columns = columnsOf(record->cells, reading.at(record->line), reading);
                if (columns->isNamed)
                    continue;
            }
            appendRow(*record, *columns, reading);
        }
    }
}

} // namespace hopscope
