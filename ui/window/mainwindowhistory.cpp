// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "ui/files/tracefiles.h"
#include "ui/history/historypage.h"
#include "ui/history/historystore.h"

// What the window keeps of its traces, and what it does with those that were kept.

namespace hopscope
{

using namespace Qt::StringLiterals;

const std::shared_ptr<HistoryStore> &MainWindow::history()
{
    if (!m_history) {
        m_history = std::make_shared<HistoryStore>(historyFolder());
        m_history->setLimit(m_preferences.historyLimit);
        connect(m_history.get(), &HistoryStore::failed, this, [this](const QString &reason) {
            say(reason);
            if (m_historyPage)
                say(reason, int(m_pages.indexOf(m_historyPage)));
        });
    }
    return m_history;
}

void MainWindow::keep(const Trace &trace)
{
    if (!trace.hops.isEmpty())
        history()->add(trace, m_preferences.secretsInHistory, {.names = m_preferences.secretNames});
}

void MainWindow::connectHistory(HistoryPage *page)
{
    m_historyPage = page;
    page->setStore(history());
    connect(page, &HistoryPage::openRequested, this, [this](const QString &path) { openTraceFiles({path}); });
    connect(page, &HistoryPage::exportRequested, this, &MainWindow::exportHistory);
    connect(page, &HistoryPage::runAgainRequested, this,
            [this](const Trace &stored) { trace(prepared(requestOf(stored))); });
    connect(page, &HistoryPage::said, this,
            [this, page](const QString &text) { say(text, int(m_pages.indexOf(page))); });
}

} // namespace hopscope
