// SPDX-License-Identifier: MIT
// Writes pictures of the window into a folder: see shots.sh.
#include "findings/findings.h"
#include "sampletraces.h"
#include "ui/hopdetails.h"
#include "ui/inspectpage.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QToolButton>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kTimeoutMs = 20'000;

struct Shooter {
    MainWindow window;
    QDir folder;
    QString suffix;
    bool failed = false;

    void shoot(const QString &name)
    {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        const QString path = folder.filePath(u"%1-%2.png"_s.arg(name, suffix));
        if (!window.grab().save(path)) {
            std::fprintf(stderr, "%s cannot be written\n", qUtf8Printable(path));
            failed = true;
        }
    }

    void shootTrace(const QString &name, Trace trace)
    {
        trace.findings = findingsOf(trace);
        window.inspect()->clear();
        window.inspect()->showTrace(trace);
        shoot(name);
    }
};

/// Two requests that lead to each other, found when the first comes back.
Trace loopTrace()
{
    Trace trace{.client = u"browser"_s, .outcome = {OutcomeKind::TooManyRedirects, u"more than 20 redirects"_s}};
    const QByteArray urls[] = {"http://shop.localhost:8601/start", "http://shop.localhost:8601/login",
                               "http://shop.localhost:8601/account"};
    for (const int from : {0, 1, 2, 1}) {
        Hop hop = sampleHop("GET", urls[from], 302, "Found");
        followTo(hop, urls[from == 1 ? 2 : 1]);
        trace.hops.append(hop);
    }
    return trace;
}

void shootDemo(Shooter &shooter)
{
    QSignalSpy ended(&shooter.window, &MainWindow::traceEnded);
    shooter.window.runDemo();
    if (!ended.wait(kTimeoutMs))
        shooter.failed = true;
    auto *details = shooter.window.findChild<HopDetails *>();
    for (int tab = 0; tab < details->count(); ++tab) {
        details->setCurrentIndex(tab);
        shooter.shoot(u"inspect-tab%1"_s.arg(tab));
    }
    details->setCurrentIndex(0);
    const QList<QToolButton *> links = shooter.window.findChildren<QToolButton *>(u"disclosure"_s);
    for (qsizetype i = 0; i < links.size(); ++i) {
        links[i]->click();
        shooter.shoot(u"inspect-panel%1"_s.arg(i));
        links[i]->click();
    }
}

void shootAll(Shooter &shooter)
{
    shooter.window.inspect()->clear();
    shooter.shoot(u"inspect-empty"_s);
    shootDemo(shooter);
    QSignalSpy compared(&shooter.window, &MainWindow::compareEnded);
    shooter.window.showPage(1);
    if (compared.isEmpty() && !compared.wait(kTimeoutMs))
        shooter.failed = true;
    shooter.shoot(u"compare"_s);
    shooter.window.showPage(0);
    shooter.shootTrace(u"inspect-sample"_s, sampleTrace());
    shooter.shootTrace(u"inspect-20hops"_s, longTrace(20));
    shooter.shootTrace(u"inspect-longurls"_s, longUrlTrace());
    shooter.shootTrace(u"inspect-error"_s, failedTrace());
    shooter.shootTrace(u"inspect-loop"_s, loopTrace());
    shooter.window.inspect()->bar()->paste(
        u"curl http://shop.localhost:8601/orders -X PUT -H 'X-Trace: on' -H 'Accept: application/json' --retry 3 "
        "--json '{\"item\": \"tea\", \"count\": 2}'"_s);
    const QList<QToolButton *> links = shooter.window.findChildren<QToolButton *>(u"disclosure"_s);
    for (const int panel : {0, 1}) {
        links[panel]->click();
        shooter.shoot(u"inspect-paste%1"_s.arg(panel));
        links[panel]->click();
    }
    shooter.window.inspect()->clear(u"browser"_s);
    for (const Hop &hop : sampleTrace().hops.first(2))
        shooter.window.inspect()->appendHop(hop);
    shooter.window.inspect()->setRunState(RunState::Paused);
    shooter.window.inspect()->showNext(sampleTrace().hops.last().request);
    shooter.shoot(u"inspect-step"_s);
    const QList<QPushButton *> buttons = shooter.window.findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->accessibleName() == "Edit the next request"_L1)
            button->click();
    }
    shooter.shoot(u"inspect-step-edit"_s);
    shooter.window.inspect()->setRunState(RunState::Idle);
    TraceRequest bad;
    bad.url = u"htp://example.org/"_s;
    shooter.window.trace(bad);
    shooter.shoot(u"inspect-badinput"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder + u"/settings"_s);
    bool failed = false;
    for (const QSize size : {QSize(1360, 860), QSize(1024, 640)}) {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            Shooter shooter;
            shooter.folder = QDir(folder);
            shooter.suffix =
                u"%1x%2-%3"_s.arg(size.width()).arg(size.height()).arg(theme == Theme::Dark ? u"dark"_s : u"light"_s);
            shooter.window.setTheme(theme);
            shooter.window.resize(size);
            shooter.window.show();
            shootAll(shooter);
            failed = failed || shooter.failed;
        }
    }
    return failed ? 1 : 0;
}
