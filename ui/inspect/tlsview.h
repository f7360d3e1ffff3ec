// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QLabel;

namespace hopscope
{

class FieldModel;
class WrapTable;

/// Protocol, cipher and certificates of a hop's connection.
class TlsView : public QWidget
{
    Q_OBJECT

public:
    explicit TlsView(QWidget *parent = nullptr);

    void showHop(const Hop &hop);

private:
    QLabel *m_note;
    FieldModel *m_model;
    WrapTable *m_table;
};

} // namespace hopscope
