// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "lessons/scenario.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// One answer as it is typed. Rows with the same place, method, path and cookie that follow each other are one route:
/// the first visit gets the first row, the next visit the next one.
struct PlaygroundRow {
    QString origin;
    QString method;
    QString path;
    QString cookie;
    QString status = QStringLiteral("200");
    QString location; ///< several with line breaks
    QString fields;   ///< "Name: value", one a line
    QString body;
    QString delay;

    bool operator==(const PlaygroundRow &) const = default;
};

QList<PlaygroundRow> playgroundRows(const Scenario &scenario);
/// The error names the row, counted from 1.
Result<QList<ScenarioRoute>> routesOf(const QList<PlaygroundRow> &rows);
/// "Name: value" a line.
QString fieldsText(const Headers &headers);
Result<Headers> fieldsFromText(const QString &text);

/// The table of routes in the playground; every cell can be edited.
class PlaygroundModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Origin, Method, Path, Cookie, Status, Location, Fields, Body, Delay, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    const QList<PlaygroundRow> &rows() const { return m_rows; }
    void setRows(const QList<PlaygroundRow> &rows);
    void addRow(const PlaygroundRow &row);
    void removeRow(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<PlaygroundRow> m_rows;
};

} // namespace hopscope
