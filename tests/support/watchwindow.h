// SPDX-License-Identifier: MIT
#pragma once

#include "rawserver.h"
#include "ui/watch/watchmodel.h"
#include "ui/watch/watchpage.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pages.h"
#include "ui/window/watchcontroller.h"
#include "windowhelpers.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

/// A window on the page Watch, a folder for its files, and a server that keeps what it was asked for. /moved leads to
/// /new, /twice to /moved, /gone is a 404, /hang is never answered, and everything else is a 200 that says "tea".
struct WatchWindow {
    WatchWindow()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.filePath(QStringLiteral("settings")));
        qputenv("XDG_DATA_HOME", folder.filePath(QStringLiteral("data")).toUtf8());
        server.on("/moved", answer(301, {"Location: /new"}));
        server.on("/twice", answer(302, {"Location: /moved"}));
        server.on("/gone", answer(404));
        server.on("/hang", [](QTcpSocket &, const QByteArray &) {});
        server.on({}, answer(200, {}, "tea\n"));
        window.show();
        window.showPage(hopscope::pageNumber(QLatin1StringView("watch")));
        page = window.findChild<hopscope::WatchPage *>();
        table = named<QTableView>(*page, QStringLiteral("Watched chains"));
        command = named<QLineEdit>(*page, QStringLiteral("Command to run"));
        output = named<QPlainTextEdit>(*page, QStringLiteral("Output of the command"));
    }

    hopscope::WatchController &watching() const { return *window.findChild<hopscope::WatchController *>(); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(*page, name); }
    QString label(const QString &name) const { return named<QLabel>(*page, name)->text(); }
    QString error() const { return label(QStringLiteral("What is wrong with the watch")); }
    void press(const QString &name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    bool start() const
    {
        QSignalSpy started(&watching(), &hopscope::WatchController::started);
        press(QStringLiteral("Start to watch"));
        return !started.isEmpty() || started.wait(kTimeoutMs);
    }
    bool stop() const
    {
        QSignalSpy stopped(&watching(), &hopscope::WatchController::stopped);
        press(QStringLiteral("Stop watching"));
        return !stopped.isEmpty() || stopped.wait(kTimeoutMs);
    }
    /// How a program ended that `begin` has started.
    QString awaitProgram(const std::function<void()> &begin) const
    {
        QSignalSpy ended(&watching(), &hopscope::WatchController::programEnded);
        begin();
        return !ended.isEmpty() || ended.wait(kTimeoutMs) ? ended.first().first().toString() : QString();
    }
    /// "SITE" in the line stands for the server.
    QString run(QString line) const
    {
        command->setText(line.replace(QStringLiteral("SITE"), server.url(QString())));
        return awaitProgram([this] { press(QStringLiteral("Run the command")); });
    }
    bool awaitRows(int count) const
    {
        return QTest::qWaitFor([&] { return table->model()->rowCount() == count; }, kTimeoutMs);
    }
    QString cell(int row, int column) const { return table->model()->index(row, column).data().toString(); }
    QStringList column(int column) const
    {
        QStringList cells;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            cells.append(cell(row, column));
        return cells;
    }
    /// A program of that name which the window finds first, until PATH is another one.
    void fake(const QString &name, const QByteArray &script) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + script) < 0)
            qFatal("a script cannot be written");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("PATH", folder.path().toUtf8() + ':' + qgetenv("PATH"));
    }
    /// Whether something listens at that port of this machine.
    static bool isOpen(quint16 port)
    {
        QTcpSocket socket;
        socket.setProxy(QNetworkProxy::NoProxy);
        socket.connectToHost(QHostAddress::LocalHost, port);
        return socket.waitForConnected(kTimeoutMs);
    }
    quint16 port() const
    {
        return quint16(QUrl(named<QLineEdit>(*page, QStringLiteral("Address of the proxy"))->text()).port());
    }

    QTemporaryDir folder;
    RawServer server;
    hopscope::MainWindow window;
    hopscope::WatchPage *page = nullptr;
    QTableView *table = nullptr;
    QLineEdit *command = nullptr;
    QPlainTextEdit *output = nullptr;
};

/// curl, as its measured profile calls itself.
inline const QString kCurl = QStringLiteral("curl -s -A curl/7.88.1 ");
