// SPDX-License-Identifier: MIT
// The page Audit with 6,250, 25,000 and 100,000 rows that come in portions: how long that, filters and scrolling take,
// with the ratios; the longest event handler, and the memory of the whole program.
#include "tests/bench/residentsize.h"
#include "tests/bench/timedapplication.h"

#include "tests/support/windowhelpers.h"
#include "ui/audit/auditmodel.h"
#include "ui/audit/auditpage.h"

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QTableView>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kSmallest = 6250; ///< rows
constexpr int kSizes = 3;       ///< each four times the one before
constexpr int kPortion = 500;
constexpr int kPages = 50;

/// As it comes from the network thread: every text of its own.
SettledRow rowNumber(int number, int count)
{
    const QString place = u"http://www.shop.example/old/catalogue/item-%1.html"_s.arg(number);
    SettledRow row{.row = count - 1 - number, .offset = number};
    row.result.id = QByteArray::number(number).rightJustified(32, '0');
    row.result.asked = QByteArray::number(-number).rightJustified(32, '1');
    row.result.place = {{}, number};
    row.result.source = place;
    row.result.target = u"https://www.shop.example/products/%1"_s.arg(number);
    row.result.method = QString::fromUtf8("GET");
    row.result.statuses = {301};
    row.chain = {
        .statuses = {301, 301, 200}, .end = u"https://www.shop.example/products/%1"_s.arg(number), .redirects = 2};
    if (number % 3 == 0)
        row.result.judgement = {AuditVerdict::Fail, QString::fromUtf8("2 redirects instead of 1: http to https first"),
                                u"2 redirects instead of at most 1: request 1 went from http to https and request 2 "
                                "went from /old/catalogue/item-%1.html to /products/%1."_s.arg(number)};
    return row;
}

/// The list that the rows are of: it stays in memory, too.
QList<AuditRow> listOf(int count)
{
    QList<AuditRow> list;
    for (int number = 0; number < count; ++number) {
        const SettledRow row = rowNumber(number, count);
        list.append({.place = row.result.place,
                     .listed = row.result.source.toUtf8(),
                     .source = row.result.source.toUtf8(),
                     .target = row.result.target.toUtf8(),
                     .statuses = row.result.statuses,
                     .method = QByteArray("GET", 3)});
    }
    return list;
}

void settle()
{
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

void press(QWidget *widget, int key, const QString &text = {})
{
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(widget, &down);
    settle();
}

struct Measures {
    double add = 0;
    double word = 0;
    double cause = 0;
    double pages = 0;
};

Measures measured(TimedApplication &app, int count)
{
    AuditPage page;
    page.resize(1360, 860);
    page.show();
    settle();
    app.report("empty page");
    Measures measures;
    QElapsedTimer clock;
    const auto lap = [&clock] { return double(clock.nsecsElapsed()) / 1e6; };
    const QList<AuditRow> list = listOf(count);
    page.begin(list.size(), {});
    for (int first = 0; first < count; first += kPortion) {
        QList<SettledRow> rows;
        for (int number = first; number < std::min(first + kPortion, count); ++number)
            rows.append(rowNumber(number, count));
        clock.start();
        page.add(rows);
        settle();
        measures.add += lap();
    }
    clock.start();
    page.finish();
    settle();
    measures.add += lap();
    std::printf("%d rows: %.0f MB\n", count, memoryMegabytes("VmRSS"));
    app.report("while rows come");
    auto *words = named<QLineEdit>(page, u"Filter the results"_s);
    clock.start();
    for (const QChar letter : u"item-77 products"_s)
        press(words, 0, QString(letter));
    measures.word = lap();
    words->clear();
    settle();
    app.report("filter letter by letter");
    auto *causes = named<QListView>(page, u"Causes"_s);
    clock.start();
    press(causes, Qt::Key_Down);
    press(causes, Qt::Key_Home);
    measures.cause = lap();
    app.report("a cause, and all again");
    auto *table = named<QTableView>(page, u"Results of the audit"_s);
    clock.start();
    for (int i = 0; i < kPages; ++i)
        press(table, Qt::Key_PageDown);
    press(table, Qt::Key_End);
    measures.pages = lap();
    app.report("50 pages down, and the end");
    return measures;
}

void printGrowth(const char *name, const Measures *measures, double Measures::*member)
{
    const double first = measures[0].*member;
    std::printf("%-34s %9.2f ms %9.2f ms %9.2f ms   4 times: %.1f, 16 times: %.1f\n", name, first, measures[1].*member,
                measures[2].*member, measures[1].*member / first, measures[2].*member / first);
}

} // namespace

int main(int argc, char *argv[])
{
    TimedApplication app(argc, argv);
    Measures measures[kSizes];
    for (int i = 0; i < kSizes; ++i)
        measures[i] = measured(app, kSmallest << (2 * i));
    printGrowth("audit, rows in portions", measures, &Measures::add);
    printGrowth("audit, filter letter by letter", measures, &Measures::word);
    printGrowth("audit, a cause, and all again", measures, &Measures::cause);
    printGrowth("audit, 50 pages down, and the end", measures, &Measures::pages);
    return 0;
}
