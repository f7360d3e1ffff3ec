// SPDX-License-Identifier: MIT
#include "net/clientfiles.h"
#include "net/server/loopbackserver.h"
#include "redirect/client/realclients.h"
#include "ui/compare/matrixmodel.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/clientbox.h"
#include "ui/request/clientpicker.h"
#include "ui/request/clientstore.h"
#include "ui/request/requestbar.h"
#include "ui/window/filecontroller.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tracecontroller.h"
#include "windowhelpers.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray kMine = R"({"format": "hopscope-client", "formatVersion": 1, "id": "my-app", "title": "My app",
                             "like": "go", "hopLimit": 3})";

} // namespace

class TestClientBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void headings();
    void search_data();
    void search();
    void typing_data();
    void typing();
    void clickOpens();
    void unknownClientIsRefused();
    void arrowsSkipHeadings();
    void ownClientIsTraced();
    void ownClientIsCompared();
    void ownClientIsRunAgain();
    void wrongFileIsNamed();
    void changedFolderIsReadAgain();
    void goneClientStays();

private:
    bool write(const QString &name, const QByteArray &json) const;

    QTemporaryDir m_folder;
};

bool TestClientBox::write(const QString &name, const QByteArray &json) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(json) == json.size();
}

void TestClientBox::initTestCase()
{
    QVERIFY(write(u"mine.json"_s, kMine));
    QVERIFY(write(u"wrong.json"_s,
                  R"({"format": "hopscope-client", "formatVersion": 1, "id": "x", "title": "X", "limit": 3})"));
    new ClientStore(readClients(m_folder.path()), m_folder.path(), qApp);
}

void TestClientBox::headings()
{
    const ClientBox box(u"Client"_s, u"Client: %1"_s);
    QStringList groups;
    int clients = 0;
    for (int row = 0; row < box.count(); ++row) {
        const bool heading = !box.model()->flags(box.model()->index(row, 0)).testFlag(Qt::ItemIsEnabled);
        QCOMPARE(box.itemData(row).toString().isEmpty(), heading);
        if (heading)
            groups.append(box.itemText(row));
        else
            ++clients;
    }
    QCOMPARE(clients, int(clientProfiles().size() + realClients().size()) + 1);
    QCOMPARE(groups.removeDuplicates(), 0);
    for (const char *group : {"Browsers and crawlers", "Specifications", "Command line", "Python", "JavaScript", "Java",
                              "Go", "PHP", "Perl", "Ruby", "Qt", "Custom"})
        QVERIFY2(groups.contains(QString::fromLatin1(group) + u':'), group);
    QCOMPARE(box.currentData().toString(), u"browser"_s);
    QCOMPARE(box.currentText(), u"Client: Browser (Fetch)"_s);
}

void TestClientBox::search_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("expected"); // some of the ids that are offered
    QTest::addColumn<QString>("missing");
    QTest::newRow("title") << u"requests"_s << QStringList{u"py-requests"_s} << u"curl"_s;
    QTest::newRow("id") << u"post30x"_s << QStringList{u"curl-post30x"_s} << u"curl-X"_s;
    QTest::newRow("any case") << u"CURL"_s << QStringList{u"curl"_s, u"curl-X"_s, u"php-curl"_s} << u"wget"_s;
    QTest::newRow("own") << u"my a"_s << QStringList{u"my-app"_s} << u"go"_s;
    QTest::newRow("nothing") << u"no such client"_s << QStringList() << u"browser"_s;
}

void TestClientBox::search()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, expected);
    QFETCH(QString, missing);
    const ClientBox box(u"Client"_s, u"%1"_s);
    QCompleter &completer = *box.completer();
    completer.setCompletionPrefix(typed);
    QStringList ids;
    for (int i = 0; i < completer.completionCount(); ++i) {
        completer.setCurrentRow(i);
        ids.append(completer.currentIndex().data(Qt::UserRole).toString());
    }
    for (const QString &id : expected)
        QVERIFY2(ids.contains(id), qPrintable(ids.join(u' ')));
    QVERIFY(!ids.contains(missing));
    QCOMPARE(ids.isEmpty(), expected.isEmpty());
    QVERIFY(!ids.contains(QString()));
}

void TestClientBox::typing_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *name, const QString &typed, const QString &expected, const QString &complaint) {
        QTest::newRow(name) << typed << expected << complaint;
    };
    row("an id that others contain", u"curl"_s, u"curl"_s, {});
    row("a title that others contain", u"curl -L"_s, u"curl"_s, {});
    row("a title in other case", u"CHROMIUM, FETCH()"_s, u"chromium-fetch"_s, {});
    row("all of the text", u"Client: wget"_s, u"wget"_s, {});
    row("part of one title", u"tiny"_s, u"perl-http-tiny"_s, {});
    row("an own title", u"My app"_s, u"my-app"_s, {});
    row("part of several", u"java"_s, u"java"_s, u"\"java\" fits several clients: choose one from the list."_s);
    row("of none", u"zzz"_s, u"zzz"_s, u"There is no client \"zzz\" here: choose one from the list."_s);
    row("nothing", u" "_s, u""_s, u"There is no client: choose one from the list."_s);
}

void TestClientBox::typing()
{
    QFETCH(QString, typed);
    QFETCH(QString, expected);
    QFETCH(QString, complaint);
    ClientBox box(u"Client"_s, u"Client: %1"_s);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    box.lineEdit()->selectAll();
    QTest::keyClicks(box.lineEdit(), typed);
    // Return goes to the list while it is open, and takes what is typed.
    QWidget *list = box.completer()->popup();
    QTest::keyClick(list->isVisible() ? list : box.lineEdit(), Qt::Key_Return);
    QCOMPARE(box.client(), expected);
    QCOMPARE(box.complaint(), complaint);
    QCOMPARE(box.currentIndex() < 0, !complaint.isEmpty());
    QCOMPARE(box.lineEdit()->text(), complaint.isEmpty() ? box.itemText(box.currentIndex()) : typed.trimmed());
    // What is marked is told, too.
    QCOMPARE(box.lineEdit()->accessibleDescription(), complaint);
    QCOMPARE(box.toolTip(), complaint);
    QCOMPARE(box.lineEdit()->actions().constFirst()->isVisible(), !complaint.isEmpty());
}

/// A click anywhere opens the list; typing shortens it, arrows and Return choose.
void TestClientBox::clickOpens()
{
    ClientBox box(u"Client"_s, u"Client: %1"_s);
    box.resize(300, box.sizeHint().height());
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    QAbstractItemView *list = box.completer()->popup();
    for (QWidget *place : std::initializer_list<QWidget *>{box.lineEdit(), &box}) {
        QVERIFY(!list->isVisible());
        // The text, and the arrow beside it.
        const QPoint point = place == &box ? QPoint(box.width() - 8, box.height() / 2) : QPoint(20, 8);
        QTest::mouseClick(place, Qt::LeftButton, {}, point);
        QVERIFY(list->isVisible());
        QCOMPARE(list->model()->rowCount(), box.count());
        QCOMPARE(list->currentIndex().data().toString(), box.currentText());
        QTest::keyClick(list, Qt::Key_Escape);
    }
    box.showPopup();
    QTest::keyClicks(list, u"wget2"_s);
    QCOMPARE(box.lineEdit()->text(), u"wget2"_s);
    QCOMPARE(list->model()->rowCount(), 1);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE(box.client(), u"wget2"_s);
    QTRY_COMPARE(box.lineEdit()->text(), box.itemText(box.currentIndex()));
}

/// A request of a client that is not here is not sent as another one.
void TestClientBox::unknownClientIsRefused()
{
    RequestBar bar;
    auto *box = bar.findChild<ClientBox *>();
    QSignalSpy requested(&bar, &RequestBar::traceRequested);
    bar.setRequest({.client = u"their-app"_s, .url = u"http://a.example/"_s});
    QCOMPARE(box->lineEdit()->text(), u"their-app"_s);
    QCOMPARE(bar.request()->client, u"their-app"_s);
    bar.trace();
    QCOMPARE(requested.size(), 0);
    QCOMPARE(named<QLabel>(bar, u"What is wrong with the request"_s)->text(),
             u"There is no client \"their-app\" here: choose one from the list."_s);
    bar.setRequest({.client = u"go"_s, .url = u"http://a.example/"_s});
    bar.trace();
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.constFirst().constFirst().value<TraceRequest>().client, u"go"_s);
}

void TestClientBox::arrowsSkipHeadings()
{
    ClientBox box(u"Client"_s, u"%1"_s);
    box.show();
    QStringList ids;
    for (int i = 0; i < box.count(); ++i) {
        ids.append(box.currentData().toString());
        QTest::keyClick(&box, Qt::Key_Down);
    }
    QCOMPARE(ids.removeDuplicates() > 0, true);
    QCOMPARE(ids.size(), qsizetype(clientProfiles().size() + realClients().size()) + 1);
    QVERIFY(!ids.contains(QString()));
}

void TestClientBox::ownClientIsTraced()
{
    RequestBar bar;
    auto *box = named<QComboBox>(bar, u"Client to imitate"_s);
    QVERIFY(box);
    bar.setRequest({.client = u"my-app"_s, .url = u"http://a.example/"_s});
    QCOMPARE(box->currentData().toString(), u"my-app"_s);
    QSignalSpy requested(&bar, &RequestBar::traceRequested);
    bar.trace();
    QCOMPARE(requested.size(), 1);
    const TraceRequest request = requested.first().first().value<TraceRequest>();
    QVERIFY(request.ownClient);
    QCOMPARE(request.profile()->hopLimit, 3);
    QVERIFY(checkTraceRequest(request));
}

/// The matrix and the list of clients to run offer it, with what its profile says.
void TestClientBox::ownClientIsCompared()
{
    MatrixModel matrix;
    matrix.show(u"my app"_s, false);
    QCOMPARE(matrix.rowCount(), 1);
    QCOMPARE(matrix.clientAt(0), u"my-app"_s);
    matrix.setReference(u"my-app"_s);
    const std::optional<MatrixCell> own = matrix.cellAt(matrix.index(0, 1));
    QVERIFY(own);
    QVERIFY(own->sameAs(matrixCell(*findClient(u"go"), matrix.statusAt(1), matrix.question())));
    QVERIFY(matrix.referenceCell(matrix.statusAt(1)).sameAs(*own));
    ClientPicker picker;
    picker.setChosen({u"my-app"_s, u"go"_s});
    QCOMPARE(picker.chosen(), (QStringList{u"go"_s, u"my-app"_s}));
}

/// A request that only names it, as one from the history does, is traced by its rules.
void TestClientBox::ownClientIsRunAgain()
{
    LoopbackServer server;
    QVERIFY(server.listen());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    MainWindow window;
    QSignalSpy ended(&window, &MainWindow::traceEnded);
    window.tracing().trace({.client = u"my-app"_s, .url = urlOf(server, u"/chain/9"_s).toString()});
    QVERIFY(ended.wait(kTimeoutMs));
    const Trace &trace = window.inspect()->trace();
    QCOMPARE(trace.outcome.kind, OutcomeKind::TooManyRedirects);
    QCOMPARE(trace.client, u"my-app"_s);
}

void TestClientBox::wrongFileIsNamed()
{
    const ClientBox box(u"Client"_s, u"%1"_s);
    const QString last = box.itemText(box.count() - 1);
    QVERIFY2(last.contains(u"wrong.json: line 1, column ") &&
                 last.endsWith(u": limit: expected an object, found a number"),
             qPrintable(last));
}

/// Whoever opens the list finds what the folder holds by then, and everything else that lists clients follows.
void TestClientBox::changedFolderIsReadAgain()
{
    RequestBar bar;
    MatrixModel matrix;
    matrix.show(u"another app"_s, false);
    ClientPicker picker;
    picker.setChosen({u"my-app"_s, u"go"_s});
    bar.setRequest({.client = u"my-app"_s, .url = u"http://a.example/"_s});
    auto *box = named<QComboBox>(bar, u"Client to imitate"_s);
    QVERIFY(box->itemText(box->count() - 1).contains(u"wrong.json"));
    bar.show();

    // The choice stays, and its new rules count.
    QByteArray changed = kMine;
    QVERIFY(write(u"mine.json"_s, changed.replace("\"hopLimit\": 3", "\"hopLimit\": 4")));
    QByteArray other = kMine;
    QVERIFY(write(u"wrong.json"_s, other.replace("my-app", "other-app").replace("My app", "Another app")));
    box->showPopup();
    QTRY_VERIFY_WITH_TIMEOUT(box->findData(u"other-app"_s) >= 0, kTimeoutMs);
    box->hidePopup();
    QCOMPARE(box->currentData().toString(), u"my-app"_s);
    QCOMPARE(bar.request()->profile()->hopLimit, 4);
    QCOMPARE(box->itemData(box->count() - 1).toString(), u"other-app"_s); // and no fault below
    QCOMPARE(matrix.rowCount(), 1);
    QCOMPARE(matrix.clientAt(0), u"other-app"_s);
    QCOMPARE(picker.chosen(), (QStringList{u"go"_s, u"my-app"_s}));
    picker.setChosen({u"other-app"_s});
    QCOMPARE(picker.chosen(), QStringList{u"other-app"_s});

    // What is no client is named. An earlier reading may meet the file while it is empty: that is a fault in column 1.
    QVERIFY(write(u"wrong.json"_s, "{"));
    clientStore()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(box->itemText(box->count() - 1).contains(u"wrong.json: line 1, column 2: "), kTimeoutMs);
    QCOMPARE(box->findData(u"other-app"_s), -1);
    QVERIFY(picker.chosen().isEmpty());
}

/// It is named, marked and refused; when its file comes back it is chosen again.
void TestClientBox::goneClientStays()
{
    ClientBox box(u"Client"_s, u"%1"_s);
    box.setCurrentIndex(box.findData(u"my-app"_s));
    QSignalSpy chosen(&box, &QComboBox::currentIndexChanged);
    QVERIFY(QFile::remove(m_folder.filePath(u"mine.json"_s)));
    clientStore()->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(box.findData(u"my-app"_s), -1, kTimeoutMs);
    QCOMPARE(box.client(), u"my-app"_s);
    QCOMPARE(box.lineEdit()->text(), u"my-app"_s);
    QCOMPARE(box.complaint(), u"There is no client \"my-app\" here: choose one from the list."_s);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(knownClients().own().size(), 0);
    QVERIFY(write(u"mine.json"_s, kMine));
    clientStore()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(box.findData(u"my-app"_s) >= 0, kTimeoutMs);
    QCOMPARE(box.client(), u"my-app"_s);
    QCOMPARE(box.complaint(), QString());
}

QTEST_MAIN(TestClientBox)
#include "tst_clientbox.moc"
