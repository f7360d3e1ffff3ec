// SPDX-License-Identifier: MIT
#pragma once

#include "requestwindow.h"
#include "ui/history/historystore.h"
#include "ui/window/filecontroller.h"
#include "ui/window/tabstore.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/tracetabs.h"

#include <QDir>
#include <QStandardPaths>
#include <QTabBar>

/// A window whose tabs are tested, and a start of the program after it; each test begins with nothing kept.
struct TabsWindow : RequestWindow {
    hopscope::TraceTabs *tabs() const { return m_window->findChild<hopscope::TraceTabs *>(); }

    void beginAll()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepare();
    }

    void begin()
    {
        QDir(hopscope::tabsFolder()).removeRecursively();
        QDir(hopscope::historyFolder()).removeRecursively();
        QSettings().setValue(QStringLiteral("started"), true);
        open();
    }

    void end()
    {
        m_window.reset();
        QSettings().clear();
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        m_window->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), m_window.get());
        QTest::keyClick(m_window.get(), key, modifiers);
    }

    void waitForTrace(int hops)
    {
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->tracing().isRunning() && m_window->inspect()->trace().hops.size() == hops,
                                 kTimeoutMs);
    }

    /// Types a URL and presses Return.
    void traceHere(const QString &path, int hops)
    {
        QLineEdit *edit = named<QLineEdit>(*m_window->inspect(), QStringLiteral("URL to request"));
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, url(path));
        QTest::keyClick(edit, Qt::Key_Return);
        waitForTrace(hops);
    }

    void runDemo()
    {
        key(Qt::Key_D, Qt::ControlModifier);
        waitForTrace(3);
    }

    /// The program ends and is started again.
    void startAgain(const QStringList &arguments = {})
    {
        m_window->close();
        m_window.reset();
        open();
        QSignalSpy restored(&m_window->tracing(), &hopscope::TraceController::restored);
        m_window->files().openArguments(arguments);
        QTRY_COMPARE_WITH_TIMEOUT(restored.size(), 1, kTimeoutMs);
    }
};
