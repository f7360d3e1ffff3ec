// SPDX-License-Identifier: MIT
// A history of 10,000 traces: how long it loads, and the longest event handler of the window's thread after that.
#include "tests/bench/timedapplication.h"

#include "ui/history/historypage.h"
#include "ui/history/historystore.h"

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kTraces = 10'000;
constexpr int kPages = 100;

Trace traceNumber(int number)
{
    Trace trace{.client = number % 3 ? u"browser"_s : u"curl"_s};
    trace.started = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addSecs(60 * number);
    Hop hop;
    hop.request.method = number % 2 ? "GET" : "POST";
    hop.request.url = "http://host" + QByteArray::number(number % 50) + ".example/path/" + QByteArray::number(number);
    hop.response = Response{.version = "HTTP/1.1", .status = number % 7 ? 200 : 404, .reason = "Some"};
    trace.hops.append(hop);
    return trace;
}

void settle()
{
    for (int i = 0; i < 5; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

void waitUntilLoaded(const HistoryStore &store)
{
    while (!store.isLoaded())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    settle();
}

void press(QWidget *widget, int key, const QString &text = {})
{
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text);
    QKeyEvent up(QEvent::KeyRelease, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(widget, &down);
    QCoreApplication::sendEvent(widget, &up);
    settle();
}

} // namespace

int main(int argc, char *argv[])
{
    TimedApplication app(argc, argv);
    const QTemporaryDir folder;
    {
        HistoryStore filled(folder.path());
        for (int i = 0; i < kTraces; ++i)
            filled.add(traceNumber(i), {}, false);
    }
    HistoryPage page;
    page.resize(1360, 860);
    page.show();
    settle();
    app.report("page without traces");
    QElapsedTimer timer;
    timer.start();
    auto store = std::make_shared<HistoryStore>(folder.path());
    page.setStore(store);
    waitUntilLoaded(*store);
    std::printf("%-44s %8lld ms\n", "10,000 traces, loaded with the index", static_cast<long long>(timer.elapsed()));
    app.report("while loading");

    auto *search = page.findChild<QLineEdit *>();
    for (const QChar letter : u"host7 curl 404"_s)
        press(search, 0, QString(letter));
    app.report("search letter by letter");
    while (!search->text().isEmpty())
        press(search, Qt::Key_Backspace);
    app.report("search taken back");
    auto *list = page.findChild<QTableView *>();
    list->setFocus();
    for (int i = 0; i < kPages; ++i)
        press(list, Qt::Key_PageDown);
    app.report("100 pages down");
    press(list, Qt::Key_End);
    press(list, Qt::Key_Home);
    app.report("to the end and back");
    for (int column = 0; column < list->model()->columnCount(); ++column) {
        list->sortByColumn(column, Qt::AscendingOrder);
        settle();
    }
    list->sortByColumn(1, Qt::DescendingOrder);
    settle();
    app.report("sort by each column");
    const QString first = store->ids().first();
    store->setPinned({first}, true);
    settle();
    store->remove({store->ids().at(5)});
    settle();
    store->undoRemove();
    settle();
    QCoreApplication::processEvents();
    app.report("pin, delete, undo");
    timer.start();
    store->setPinned({store->ids().at(5000)}, true);
    std::printf("%-44s %8.2f ms\n", "pin itself", double(timer.nsecsElapsed()) / 1e6);
    timer.start();
    store->remove({store->ids().at(6000)});
    std::printf("%-44s %8.2f ms\n", "delete itself", double(timer.nsecsElapsed()) / 1e6);
    timer.start();
    store->undoRemove();
    std::printf("%-44s %8.2f ms\n", "undo itself", double(timer.nsecsElapsed()) / 1e6);
    store->add(traceNumber(kTraces), false);
    while (store->ids().size() <= kTraces)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    app.report("another trace arrives");
    return 0;
}
