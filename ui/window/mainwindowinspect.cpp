// SPDX-License-Identifier: MIT
#include "ui/inspect/inspectpage.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

// What the Inspect page asks the window for.
namespace hopscope
{

void MainWindow::connectInspect()
{
    connect(m_inspect->bar(), &RequestBar::stepRequested, this, &MainWindow::takeStep);
    connect(m_inspect->bar(), &RequestBar::refused, this, [this] { say(tr("Nothing was sent.")); });
    connect(m_inspect, &InspectPage::stepRequested, this, &MainWindow::takeStep);
    connect(m_inspect, &InspectPage::dragRequested, this, &MainWindow::dragOut);
    connect(m_inspect, &InspectPage::copied, this, [this](const QString &what) { say(what); });
    connect(m_inspect->bar(), &RequestBar::pasteRequested, m_actions.pasteRequest, &QAction::trigger);
    connect(m_actions.pasteRequest, &QAction::triggered, this, [this] {
        showPage(0);
        const bool filled = m_inspect->bar()->paste(QGuiApplication::clipboard()->text());
        m_inspect->bar()->focusUrl();
        say(filled ? tr("The request is filled in: Trace sends it.") : tr("Nothing was filled in."));
    });
}

void MainWindow::takeStep()
{
    if (!isRunning())
        return;
    const Result<std::optional<EditedRequest>> edited = m_inspect->editedNext();
    if (!edited) {
        say(tr("Nothing was sent."));
        return;
    }
    setRunState(RunState::Running);
    engine().step(m_traceId, *edited);
}

} // namespace hopscope
