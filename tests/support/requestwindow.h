// SPDX-License-Identifier: MIT
#pragma once

#include "net/server/loopbackserver.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/urlhistory.h"
#include "ui/window/mainwindow.h"
#include "windowhelpers.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

/// A window with a loopback server and settings of its own, for the tests of the request bar.
struct RequestWindow {
    void prepare()
    {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
    }

    void open()
    {
        hopscope::forgetUrls();
        m_window = std::make_unique<hopscope::MainWindow>();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
    }

    QString url(const QString &path) const { return urlOf(m_server, path).toString(); }
    hopscope::RequestBar &bar() const { return *m_window->inspect()->bar(); }
    QLineEdit *urlEdit() const { return named<QLineEdit>(*m_window->inspect(), QStringLiteral("URL to request")); }
    QComboBox *combo(const QString &name) const { return named<QComboBox>(*m_window, name); }

    /// Types into the empty row at the end of a table: name, then value.
    void typePair(QTableView *table, const QString &name, const QString &value) const
    {
        const int row = table->model()->rowCount() - 1;
        for (const auto &[column, text] : {std::pair{0, name}, {1, value}}) {
            table->setFocus();
            table->setCurrentIndex(table->model()->index(row, column));
            QTest::keyClick(table, Qt::Key_F2);
            auto *editor = table->findChild<QLineEdit *>();
            QVERIFY(editor);
            QTest::keyClicks(editor, text);
            // The list of completions gets the keys while it is open.
            QWidget *popup = QApplication::activePopupWidget();
            QTest::keyClick(popup ? popup : editor, Qt::Key_Return);
            QTRY_VERIFY(!table->findChild<QLineEdit *>());
        }
        // Shortcuts belong to the active window, which the list of completions was.
        QTRY_VERIFY(!QApplication::activePopupWidget());
        m_window->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), m_window.get());
    }

    /// Sends what stands in the bar; the first request of the chain.
    hopscope::Request traced() const
    {
        QSignalSpy ended(m_window.get(), &hopscope::MainWindow::traceEnded);
        QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
        if (!ended.wait(kTimeoutMs) || m_window->inspect()->trace().hops.isEmpty())
            return {};
        return m_window->inspect()->trace().hops.constFirst().request;
    }

    QTemporaryDir m_folder;
    hopscope::LoopbackServer m_server;
    std::unique_ptr<hopscope::MainWindow> m_window;
};
