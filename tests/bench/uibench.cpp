// SPDX-License-Identifier: MIT
// How long the window's longest event handler takes: a loop of 5,000 hops while it runs, and looking at it afterwards.
#include "http/url.h"
#include "ui/chainview.h"
#include "ui/hopdetails.h"
#include "ui/inspectpage.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QListView>
#include <QMap>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kHops = 5000;
constexpr int kFrameMs = 16; ///< longer is felt
constexpr int kTimeoutMs = 120'000;

/// Times every event that Qt delivers; what one handler sends in turn counts as its own.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        const QByteArray name = receiver->metaObject()->className() + (" type " + QByteArray::number(event->type()));
        QElapsedTimer clock;
        clock.start();
        ++m_depth;
        const bool done = QApplication::notify(receiver, event);
        --m_depth;
        const qint64 time = clock.nsecsElapsed();
        ++m_count;
        if (time > qint64(kFrameMs) * 1'000'000) {
            ++m_over;
            ++m_names[name];
        }
        if (time > m_longest) {
            m_longest = time;
            m_name = name;
        }
        return done;
    }

    void report(const char *what)
    {
        std::printf("%-34s longest handler %6.1f ms (%s), %d of %d over %d ms\n", what, double(m_longest) / 1e6,
                    m_name.constData(), m_over, m_count, kFrameMs);
        for (auto name = m_names.cbegin(); name != m_names.cend(); ++name)
            std::printf("    %d times %s\n", name.value(), name.key().constData());
        m_names.clear();
        m_longest = 0;
        m_over = 0;
        m_count = 0;
    }

private:
    int m_depth = 0;
    int m_count = 0;
    int m_over = 0;
    qint64 m_longest = 0;
    QByteArray m_name;
    QMap<QByteArray, int> m_names; ///< of those over the limit
};

bool waitFor(MainWindow &window)
{
    QEventLoop loop;
    QObject::connect(&window, &MainWindow::traceEnded, &loop, &QEventLoop::quit);
    QTimer::singleShot(kTimeoutMs, &loop, &QEventLoop::quit);
    loop.exec();
    return !window.isRunning();
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
    window.runDemo();
    waitFor(window);
    settle();
    app.report("demo");

    const Url demo = splitUri(window.inspect()->trace().hops.value(0).request.url);
    TraceRequest request;
    // The client without a limit of its own.
    request.client = u"rfc9110"_s;
    request.maxHops = kHops;
    request.url = u"http://127.0.0.1:%1/chain/%2"_s.arg(demo.port).arg(kHops);
    window.trace(request);
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
