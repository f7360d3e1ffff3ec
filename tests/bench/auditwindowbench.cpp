// SPDX-License-Identifier: MIT
// usage: auditwindowbench FILE
// Opens a file on the page Audit of a whole window, as a drop does: the results of an audit, or a list, which is asked
// for then. Looks through the rows, and says how long it took and what the program has in memory.
#include "tests/bench/residentsize.h"
#include "tests/support/auditwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

void waitFor(const QSignalSpy &spy)
{
    while (spy.isEmpty())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Asks for the URLs of a list, 50 at a time.
void runAudit(AuditWindow &window)
{
    window.page->options()->choose(u"per-host", {u"50"_s});
    const QSignalSpy ended(&window.auditing(), &AuditController::ended);
    window.auditing().start();
    waitFor(ended);
}

void lookThrough(AuditWindow &window)
{
    QTest::keyClick(window.table, Qt::Key_End);
    QTest::keyClicks(named<QLineEdit>(*window.page, u"Filter the results"_s), u"77"_s);
    QTest::keyClick(window.table, Qt::Key_End);
    QCoreApplication::processEvents();
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication app(argc, argv);
    if (argc != 2)
        return 2;
    AuditWindow window;
    QCoreApplication::processEvents();
    const double before = memoryMegabytes("VmRSS");
    QElapsedTimer clock;
    clock.start();
    const QSignalSpy planned(&window.auditing(), &AuditController::planned);
    window.auditing().open({QFile::decodeName(argv[1])});
    waitFor(planned);
    const QList<SettledRow> &rows = window.page->model()->rows();
    const bool isList = rows.isEmpty();
    if (isList)
        runAudit(window);
    const double seconds = double(clock.elapsed()) / 1000;
    lookThrough(window);
    std::printf("%s of %lld rows in the window: %.0f MB, %.0f MB at most, %.0f MB before; %.1f s\n",
                isList ? "audit" : "results", static_cast<long long>(rows.size()), memoryMegabytes("VmRSS"),
                memoryMegabytes("VmHWM"), before, seconds);
    return planned.first().first().toBool() ? 0 : 1;
}
