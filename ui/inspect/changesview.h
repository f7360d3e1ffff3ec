// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/trace.h"
#include "ui/inspect/chainsearch.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace hopscope
{

class CookieModel;
class LedgerModel;
class NextEditor;
class WhatIfBar;
class WrapTable;

/// What a hop's answer means and what became of each part of the request.
class ChangesView : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesView(QWidget *parent = nullptr);

    /// `row` counts from 0. `ended` is false while the trace runs.
    void showHop(const Trace &trace, int row, bool ended);
    /// Another trace begins: what comes next is shown from its top.
    void startOver() { m_row = -1; }
    /// The part whose row is selected; empty if none is.
    QString selectedPart() const;
    /// Selects the row of the ledger or of the cookies, or the sentence.
    void showMatch(const ChainMatch &match);
    /// Step mode: what would be sent next. Null takes it away.
    void showNext(const Request *next);
    /// Step mode: what the user makes of the next request; none if it is sent as it is. The error is shown here too.
    Result<std::optional<EditedRequest>> editedNext(const QString &client);

Q_SIGNALS:
    /// The edited request is to be sent.
    void stepRequested();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void editNext(bool edits);
    void showBanner();
    void showCookies(const Trace &trace, int row);
    void showWhatIf(const Trace &trace, int row, bool ended);
    void setTableRoom();
    bool openLedger(const QEvent &event);

    QScrollArea *m_scroll = nullptr;
    int m_row = -1;
    int m_scrolled = 0; ///< where the page was when it was hidden
    QVBoxLayout *m_box; ///< all of it, on a page that scrolls
    QLabel *m_title;
    QLabel *m_meaning;
    QWidget *m_nextBox; ///< banner and button, in step mode
    QLabel *m_banner;
    QPushButton *m_edit;
    NextEditor *m_editor = nullptr; ///< created with the first edit
    Request m_next;
    bool m_hasWhatIf = false; ///< the hop that is shown has one
    bool m_editing = false;
    LedgerModel *m_model;
    WrapTable *m_table;
    CookieModel *m_cookies;
    WrapTable *m_cookieTable;      ///< hidden where the client had nothing to do with cookies
    WhatIfBar *m_whatIf = nullptr; ///< created with the first redirect
};

} // namespace hopscope
