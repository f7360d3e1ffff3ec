// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QLabel;

namespace hopscope
{

class FoldLabel;
class UrlModel;
class WrapTable;

/// The URL of a request and the one that its redirect names, side by side.
class UrlView : public QWidget
{
    Q_OBJECT

public:
    explicit UrlView(QWidget *parent = nullptr);

    /// `row` counts from 0. `ended` is false while the trace runs.
    void showHop(const Trace &trace, int row, bool ended);

private:
    FoldLabel *m_urls;
    QLabel *m_note;
    UrlModel *m_model;
    WrapTable *m_table;
};

} // namespace hopscope
