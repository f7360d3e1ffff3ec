// SPDX-License-Identifier: MIT
#include "ui/lessons/playgroundmodel.h"

#include "net/tracerequest.h"
#include "ui/look/bytestext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString &cellOf(PlaygroundRow &row, int column)
{
    QString *const cells[] = {&row.origin,   &row.method, &row.path, &row.cookie, &row.status,
                              &row.location, &row.fields, &row.body, &row.delay};
    return *cells[column];
}

bool sameRoute(const PlaygroundRow &a, const PlaygroundRow &b)
{
    return a.origin == b.origin && a.method == b.method && a.path == b.path && a.cookie == b.cookie;
}

Result<ScenarioAnswer> answerOf(const PlaygroundRow &row, int number)
{
    const auto failure = [number](const QString &why) {
        return Result<ScenarioAnswer>::failure(PlaygroundModel::tr("Row %1: %2").arg(number).arg(why));
    };
    bool isStatus = false;
    bool isDelay = false;
    ScenarioAnswer answer{.status = row.status.trimmed().toInt(&isStatus), .body = row.body.toUtf8()};
    answer.delayMs = row.delay.trimmed().isEmpty() ? 0 : row.delay.trimmed().toInt(&isDelay);
    if (!isStatus || answer.status < 200 || answer.status > 599)
        return failure(PlaygroundModel::tr("the status must be a number from 200 to 599, not \"%1\"").arg(row.status));
    if (!row.delay.trimmed().isEmpty() && (!isDelay || answer.delayMs < 0 || answer.delayMs > kMaxScenarioDelayMs))
        return failure(
            PlaygroundModel::tr("the delay must be a number of milliseconds, at most %1").arg(kMaxScenarioDelayMs));
    for (const QString &line : row.location.split(u'\n', Qt::SkipEmptyParts))
        answer.locations.append(line.toUtf8());
    const Result<Headers> fields = fieldsFromText(row.fields);
    if (!fields)
        return failure(fields.error);
    answer.headers = *fields;
    return answer;
}

} // namespace

QString fieldsText(const Headers &headers)
{
    QStringList lines;
    for (const Header &field : headers.fields)
        lines.append(plainText(field.name + ": " + field.value));
    return lines.join(u'\n');
}

Result<Headers> fieldsFromText(const QString &text)
{
    Headers headers;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const Result<Header> field = parseHeaderLine(line);
        if (!field)
            return Result<Headers>::failure(field.error);
        headers.fields.append(*field);
    }
    return headers;
}

QList<PlaygroundRow> playgroundRows(const Scenario &scenario)
{
    QList<PlaygroundRow> rows;
    for (const ScenarioRoute &route : scenario.routes) {
        for (const ScenarioAnswer &answer : route.answers) {
            QStringList locations;
            for (const QByteArray &location : answer.locations)
                locations.append(plainText(location));
            rows.append({route.origin, QString::fromUtf8(route.method), plainText(route.path), plainText(route.cookie),
                         QString::number(answer.status), locations.join(u'\n'), fieldsText(answer.headers),
                         plainText(answer.body), answer.delayMs > 0 ? QString::number(answer.delayMs) : QString()});
        }
    }
    return rows;
}

Result<QList<ScenarioRoute>> routesOf(const QList<PlaygroundRow> &rows)
{
    QList<ScenarioRoute> routes;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const PlaygroundRow &row = rows.at(i);
        const Result<ScenarioAnswer> answer = answerOf(row, int(i) + 1);
        if (!answer)
            return Result<QList<ScenarioRoute>>::failure(answer.error);
        if (i == 0 || !sameRoute(rows.at(i - 1), row))
            routes.append({row.origin.trimmed(),
                           row.method.trimmed().toUtf8(),
                           row.path.trimmed().toUtf8(),
                           row.cookie.trimmed().toUtf8(),
                           {}});
        routes.last().answers.append(*answer);
    }
    return routes;
}

void PlaygroundModel::setRows(const QList<PlaygroundRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void PlaygroundModel::addRow(const PlaygroundRow &row)
{
    const int at = int(m_rows.size());
    beginInsertRows({}, at, at);
    m_rows.append(row);
    endInsertRows();
}

void PlaygroundModel::removeRow(int row)
{
    if (row < 0 || row >= m_rows.size())
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

int PlaygroundModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PlaygroundModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PlaygroundModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    PlaygroundRow row = m_rows.at(index.row());
    if (role == Qt::EditRole)
        return cellOf(row, index.column());
    if (role == Qt::DisplayRole)
        return cellOf(row, index.column()).replace(u'\n', u" ⏎ "_s);
    return {};
}

bool PlaygroundModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    QString &cell = cellOf(m_rows[index.row()], index.column());
    if (cell == value.toString())
        return false;
    cell = value.toString();
    Q_EMIT dataChanged(index, index);
    return true;
}

Qt::ItemFlags PlaygroundModel::flags(const QModelIndex &index) const
{
    return QAbstractTableModel::flags(index) | (index.isValid() ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

QVariant PlaygroundModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    const QString titles[] = {tr("Server"),   tr("Method"), tr("Path"), tr("Needs cookie"), tr("Status"),
                              tr("Location"), tr("Fields"), tr("Body"), tr("Delay (ms)")};
    return section < ColumnCount ? QVariant(titles[section]) : QVariant();
}

} // namespace hopscope
