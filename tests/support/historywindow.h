// SPDX-License-Identifier: MIT
#pragma once

#include "memorysecrets.h"
#include "requestwindow.h"
#include "sampletraces.h"
#include "ui/history/historypage.h"
#include "ui/window/pages.h"
#include "ui/window/tracecontroller.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>

/// A window with a history and a key store of its own.
struct HistoryWindow : RequestWindow {
    void prepareHistory()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepare();
    }

    void clearHistory() const { QDir(hopscope::historyFolder()).removeRecursively(); }

    hopscope::HistoryStore &history() const { return *m_window->session().history(); }
    hopscope::HistoryPage *page() const { return m_window->findChild<hopscope::HistoryPage *>(); }
    QTableView *list() const { return named<QTableView>(*m_window, QStringLiteral("Traces")); }

    /// Another run of the program.
    void start(const std::shared_ptr<hopscope::SecretStore> &secrets)
    {
        hopscope::forgetUrls();
        m_window = std::make_unique<hopscope::MainWindow>(hopscope::MainWindow::Contents::AtOnce,
                                                          std::make_shared<hopscope::Session>(secrets));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
    }

    /// What is said below the request bar.
    QString error() const
    {
        const auto *label = named<QLabel>(*m_window->inspect(), QStringLiteral("What is wrong with the request"));
        return label->isVisible() ? label->text() : QString();
    }

    /// Traces what stands in the bar, and waits until it is kept.
    void trace()
    {
        QSignalSpy ended(m_window.get(), &hopscope::MainWindow::traceEnded);
        const qsizetype before = history().ids().size();
        QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(ended.wait(kTimeoutMs), qPrintable(error()));
        QTRY_COMPARE_WITH_TIMEOUT(history().ids().size(), before + 1, kTimeoutMs);
    }

    /// Shows and selects the first trace of the history.
    void select()
    {
        m_window->showPage(hopscope::pageNumber(QLatin1StringView("history")));
        QTRY_VERIFY_WITH_TIMEOUT(history().isLoaded() && list()->model()->rowCount() > 0, kTimeoutMs);
        list()->setFocus();
        list()->selectionModel()->setCurrentIndex(list()->model()->index(0, 0),
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QCOMPARE(page()->selectedIds().size(), 1);
    }

    /// "Open" or "Run again".
    void press(const QString &name, bool byMouse)
    {
        if (byMouse)
            QTest::mouseClick(named<QPushButton>(*m_window, name), Qt::LeftButton);
        else if (name == QStringLiteral("Open"))
            QTest::keyClick(list(), Qt::Key_Return);
        else
            QTest::keyClick(list(), Qt::Key_R, Qt::ControlModifier);
    }

    /// Puts a trace into the history as a version did that kept no requests.
    void keepOld(const hopscope::Trace &trace)
    {
        hopscope::HistoryStore(hopscope::historyFolder()).add(trace, {}, false); // is written when this returns
    }
};
