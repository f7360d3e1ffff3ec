// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QLabel;

namespace hopscope
{

class UrlModel;
class WrapTable;

/// The URL of a request and the one that its redirect names, side by side.
class UrlView : public QWidget
{
    Q_OBJECT

public:
    explicit UrlView(QWidget *parent = nullptr);

    /// `number` counts from 1.
    void showHop(const Hop &hop, int number);

private:
    QLabel *m_urls;
    QLabel *m_note;
    UrlModel *m_model;
    WrapTable *m_table;
};

} // namespace hopscope
