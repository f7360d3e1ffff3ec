// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QLabel;

namespace hopscope
{

class LedgerModel;
class WrapTable;

/// What a hop's answer means and what became of each part of the request.
class ChangesView : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesView(QWidget *parent = nullptr);

    /// `number` counts from 1. `outcome` is how the chain ended, for its last hop; null for any other.
    void showHop(const Hop &hop, int number, const Outcome *outcome);
    /// Step mode: what would be sent next. Null takes it away.
    void showNext(const Request *next);

private:
    QLabel *m_title;
    QLabel *m_meaning;
    QLabel *m_banner;
    LedgerModel *m_model;
    WrapTable *m_table;
};

/// "303 See Other: POST becomes GET"
QString hopTitle(const Hop &hop);

} // namespace hopscope
