// SPDX-License-Identifier: MIT
#pragma once

#include "rawserver.h"
#include "ui/audit/auditmodel.h"
#include "ui/audit/auditoptionspanel.h"
#include "ui/audit/auditpage.h"
#include "ui/window/auditcontroller.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pages.h"
#include "windowhelpers.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

/// A window on the page Audit, a folder for its files, and a server that keeps what it was asked for. /moved leads to
/// /new, /twice to /moved, /gone is a 404, and everything else is a 200. robots.txt is not asked for.
struct AuditWindow {
    AuditWindow()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.filePath(QStringLiteral("settings")));
        qputenv("XDG_DATA_HOME", folder.filePath(QStringLiteral("data")).toUtf8());
        server.on("/moved", answer(301, {"Location: /new"}));
        server.on("/twice", answer(302, {"Location: /moved"}));
        server.on("/gone", answer(404));
        server.on({}, answer(200));
        window.show();
        window.showPage(hopscope::pageNumber(QLatin1StringView("audit")));
        page = window.findChild<hopscope::AuditPage *>();
        page->options()->choose(u"no-robots", {QString()});
        table = named<QTableView>(*page, QStringLiteral("Results of the audit"));
        causes = named<QListView>(*page, QStringLiteral("Causes"));
    }

    QString path(const QString &name) const { return folder.filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("a list cannot be written");
        return path(name);
    }
    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// "SITE" stands for the server.
    QByteArray list(QByteArray text) const { return text.replace("SITE", server.url(QString()).toLatin1()); }
    /// A redirect map: one that is right, one that goes by way of another, one that is gone, one that stays.
    QByteArray map() const
    {
        return list("source,target,status,note\n"
                    "SITE/moved,SITE/new,301,first\n"
                    "SITE/twice,SITE/new,,\n"
                    "SITE/gone,,,\n"
                    "SITE/moved?b,SITE/other,,=x\n");
    }

    hopscope::AuditController &auditing() const { return *window.findChild<hopscope::AuditController *>(); }
    bool open(const QStringList &paths)
    {
        QSignalSpy planned(&auditing(), &hopscope::AuditController::planned);
        auditing().open(paths);
        return (!planned.isEmpty() || planned.wait(kTimeoutMs)) && planned.first().first().toBool();
    }
    /// After `begin` has begun an audit.
    bool awaitEnd(const std::function<void()> &begin)
    {
        QSignalSpy ended(&auditing(), &hopscope::AuditController::ended);
        begin();
        return !ended.isEmpty() || ended.wait(kTimeoutMs);
    }
    void press(QPushButton *button) const { QTest::mouseClick(button, Qt::LeftButton); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(*page, name); }
    QString label(const QString &name) const { return named<QLabel>(*page, name)->text(); }
    /// The column of all shown rows.
    QStringList column(int column) const
    {
        QStringList cells;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            cells.append(table->model()->index(row, column).data().toString());
        return cells;
    }
    QStringList groups() const
    {
        QStringList lines;
        for (int row = 0; row < causes->model()->rowCount(); ++row)
            lines.append(causes->model()->index(row, 0).data().toString());
        return lines;
    }

    QTemporaryDir folder;
    RawServer server;
    hopscope::MainWindow window;
    hopscope::AuditPage *page = nullptr;
    QTableView *table = nullptr;
    QListView *causes = nullptr;
};
