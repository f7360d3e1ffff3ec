// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// Name and value, as they are: header fields, facts of a certificate.
struct Field {
    QString name;
    QString value;

    bool operator==(const Field &) const = default;
};

/// Field lines as text: bytes that are not UTF-8 are read as Latin-1.
QList<Field> fieldsOf(const Headers &headers);

class FieldModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setFields(const QList<Field> &fields);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<Field> m_fields;
};

} // namespace hopscope
