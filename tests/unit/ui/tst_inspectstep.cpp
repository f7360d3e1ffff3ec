// SPDX-License-Identifier: MIT
// The history of URLs, and the next request edited in step mode, by keyboard and mouse.
#include "requestwindow.h"
#include "ui/request/bodyeditor.h"
#include "ui/window/tracecontroller.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class InspectStepTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void editNext();
    void editNextWrong();
    void history();
    void historyIsCapped();
};

void InspectStepTest::editNext()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    QVERIFY(bar().paste(
        u"curl %1 -H 'Content-Type: text/plain' -H 'X-A: 1' -d hello"_s.arg(url(u"/307?to=/307?to=/echo"_s))));
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    auto *edit = named<QPushButton>(*m_window, u"Edit the next request"_s);
    QTRY_VERIFY_WITH_TIMEOUT(edit || (edit = named<QPushButton>(*m_window, u"Edit the next request"_s)), kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(edit->isVisible(), kTimeoutMs);
    QTest::mouseClick(edit, Qt::LeftButton);
    auto *method = combo(u"Method of the next request"_s);
    QVERIFY(method->isVisible());
    method->setCurrentText(u"PUT"_s);
    auto *next = named<QLineEdit>(*m_window, u"URL of the next request"_s);
    next->setText(url(u"/echo?edited"_s));
    auto *table = named<QTableView>(*m_window, u"Header fields of the next request"_s);
    typePair(table, u"X-New"_s, u"2"_s);
    auto *body = m_window->findChildren<BodyEditor *>().constFirst();
    BodyDraft draft = body->draft();
    QCOMPARE(draft.bytes, QByteArray("hello"));
    auto *text = named<QPlainTextEdit>(*body, u"Body"_s);
    text->selectAll();
    QTest::keyClicks(text, u"bye"_s);
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QVERIFY(ended.wait(kTimeoutMs));
    const QList<Hop> hops = m_window->inspect()->trace().hops;
    QCOMPARE(hops.size(), 2);
    QCOMPARE(hops[1].request.method, QByteArray("PUT"));
    QCOMPARE(hops[1].request.url, url(u"/echo?edited"_s).toUtf8());
    QCOMPARE(hops[1].request.headers.first("X-New"), std::optional(QByteArray("2")));
    QCOMPARE(hops[1].request.headers.first("X-A"), std::optional(QByteArray("1")));
    QCOMPARE(hops[1].request.headers.all("Content-Length"), QList<QByteArray>{"3"});
    QVERIFY(hops[1].response->body.bytes.contains("bye"));
    QHash<QString, LedgerRow> rows;
    for (const LedgerRow &row : hops[0].redirect->ledger)
        rows.insert(row.part.toLower(), row);
    for (const QString &part : {u"method"_s, u"url"_s, u"body"_s, u"x-new"_s})
        QVERIFY2(rows.value(part).reason.startsWith(u"You changed it"_s), qPrintable(part));
    QCOMPARE(rows.value(u"method"_s).before, u"POST"_s);
    QCOMPARE(rows.value(u"method"_s).after, u"PUT"_s);
    QCOMPARE(rows.value(u"x-new"_s).verdict, PartVerdict::Added);
    QCOMPARE(rows.value(u"x-a"_s).verdict, PartVerdict::Kept);
    QVERIFY(!rows.value(u"x-a"_s).reason.startsWith(u"You changed it"_s));
}

void InspectStepTest::editNextWrong()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setText(url(u"/302?to=/echo"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(*m_window, u"Edit the next request"_s), kTimeoutMs);
    auto *edit = named<QPushButton>(*m_window, u"Edit the next request"_s);
    QTRY_VERIFY_WITH_TIMEOUT(edit->isVisible(), kTimeoutMs);
    QTest::mouseClick(edit, Qt::LeftButton);
    auto *next = named<QLineEdit>(*m_window, u"URL of the next request"_s);
    next->setText(u"ftp://a.example/"_s);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Send the edited request"_s), Qt::LeftButton);
    auto *error = named<QLabel>(*m_window, u"What is wrong with the next request"_s);
    QVERIFY(error->isVisible() && !error->text().isEmpty());
    QVERIFY(m_window->tracing().isRunning());
    QTest::mouseClick(named<QPushButton>(*m_window, u"Discard the changes"_s), Qt::LeftButton);
    QVERIFY(!next->isVisible() && edit->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F10);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(m_window->inspect()->trace().hops.last().request.url, url(u"/echo"_s).toUtf8());
}

void InspectStepTest::history()
{
    for (const QString &path : {u"/echo?1"_s, u"/echo?2"_s}) {
        urlEdit()->setText(url(path));
        QCOMPARE(traced().url, url(path).toUtf8());
    }
    QCOMPARE(recentUrls(), (QStringList{url(u"/echo?2"_s), url(u"/echo?1"_s)}));
    urlEdit()->setFocus();
    urlEdit()->clear();
    QTest::keyClick(urlEdit(), Qt::Key_Down);
    QAbstractItemView *popup = urlEdit()->completer()->popup();
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), 2);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Tab);
    QCOMPARE(urlEdit()->text(), url(u"/echo?1"_s));
}

void InspectStepTest::historyIsCapped()
{
    for (int i = 0; i < kMaxRecentUrls + 5; ++i)
        rememberUrl(u"http://me:secret@a.example/%1"_s.arg(i));
    QCOMPARE(recentUrls().size(), kMaxRecentUrls);
    QCOMPARE(recentUrls().constFirst(), u"http://a.example/%1"_s.arg(kMaxRecentUrls + 4));
    rememberUrl(u"http://a.example/"_s + QString(kMaxRecentUrlLength, u'x'));
    QCOMPARE(recentUrls().constFirst(), u"http://a.example/%1"_s.arg(kMaxRecentUrls + 4));
}

QTEST_MAIN(InspectStepTest)
#include "tst_inspectstep.moc"
