// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QLabel;
class QSplitter;

namespace hopscope
{

class BodyView;
class FieldModel;
class FoldLabel;
class WrapTable;

/// A request or a response: start line, fields, body.
class MessageView : public QWidget
{
    Q_OBJECT

public:
    explicit MessageView(const QString &name, QWidget *parent = nullptr);

    void showRequest(const Request &request);
    void showResponse(const Response &response);
    /// Selects the fields called so, in any case of letters; nothing if there is none.
    void selectField(const QString &name);
    /// Selects a field, counted from 0.
    void selectRow(int row);
    /// Shows and selects characters of the body's text.
    void showBodyMatch(qsizetype from, qsizetype length);
    /// There is no message; `why` says so.
    void showNothing(const QString &why);

private:
    void show(const QString &startLine, const Headers &headers, const Body &body, const QString &extra);

    FoldLabel *m_startLine;
    QLabel *m_extra;
    FieldModel *m_model;
    WrapTable *m_table;
    BodyView *m_body;
    QSplitter *m_splitter;
};

} // namespace hopscope
