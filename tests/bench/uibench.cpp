// SPDX-License-Identifier: MIT
// How long the window's longest event handler takes: a loop of 5,000 hops while it runs, and looking at it afterwards.
#include "tests/bench/timedapplication.h"

#include "http/url.h"
#include "ui/inspect/chainview.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/inspectpage.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tracecontroller.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QListView>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kHops = 5000;
constexpr int kTimeoutMs = 120'000;

bool waitFor(MainWindow &window)
{
    QEventLoop loop;
    QObject::connect(&window, &MainWindow::traceEnded, &loop, &QEventLoop::quit);
    QTimer::singleShot(kTimeoutMs, &loop, &QEventLoop::quit);
    loop.exec();
    return !window.tracing().isRunning();
}

/// What is posted is delivered, as it would be between two keys.
void settle()
{
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
}

void press(QWidget &widget, Qt::Key key, int times)
{
    for (int i = 0; i < times; ++i) {
        QTest::keyClick(&widget, key);
        settle();
    }
}

} // namespace

int main(int argc, char *argv[])
{
    TimedApplication app(argc, argv);
    const QTemporaryDir folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    MainWindow window;
    window.show();
    settle();
    app.report("first picture");
    window.tracing().runDemo();
    waitFor(window);
    settle();
    app.report("demo");

    const Url demo = splitUri(window.inspect()->trace().hops.value(0).request.url);
    TraceRequest request;
    // The client without a limit of its own.
    request.client = u"rfc9110"_s;
    request.maxHops = kHops;
    request.url = u"http://127.0.0.1:%1/chain/%2"_s.arg(demo.port).arg(kHops);
    window.tracing().trace(request);
    const bool ended = waitFor(window);
    auto *chain = window.findChild<ChainView *>();
    const qsizetype wanted = window.inspect()->trace().hops.size();
    QElapsedTimer clock;
    clock.start();
    while (chain->hops().size() < wanted && clock.elapsed() < kTimeoutMs)
        settle();
    app.report("while the loop runs");
    std::printf("%lld hops, %s\n", static_cast<long long>(chain->hops().size()), ended ? "ended" : "NOT ENDED");

    auto *list = chain->findChild<QListView *>();
    list->setFocus();
    press(*list, Qt::Key_Down, 20);
    press(*list, Qt::Key_PageUp, 20);
    press(*list, Qt::Key_Home, 1);
    press(*list, Qt::Key_End, 1);
    app.report("keys in the chain");
    for (int width = 1300; width > 1100; width -= 20) {
        window.resize(width, 800);
        settle();
    }
    app.report("resizing");
    auto *details = window.findChild<HopDetails *>();
    for (int tab = 0; tab < details->count(); ++tab) {
        details->setCurrentIndex(tab);
        settle();
        press(*list, Qt::Key_Up, 3);
        app.report(qPrintable(details->tabText(tab)));
    }
    return ended ? 0 : 1;
}
