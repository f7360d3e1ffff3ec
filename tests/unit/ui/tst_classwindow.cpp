// SPDX-License-Identifier: MIT
// A class from the window: opened, asked and revealed by mouse and by keyboard, and closed with it.
#include "class/classaddress.h"
#include "class/classform.h"
#include "requestwindow.h"
#include "ui/class/classquestion.h"
#include "ui/class/classwindow.h"
#include "ui/class/devicemodel.h"
#include "ui/class/qrview.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTableView>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace hopscope;

class ClassWindowTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void nothingListensAtFirst();
    void revealedBySixClicks();
    void revealedByKeys();
    void devicesAndVotes();
    void closesByButton();
    void closesWithItsWindow();
    void closesWithTheMainWindow();
    void everyControlHasAName();
    void modelIsSound();
    void typeFitsTheProjector_data();
    void typeFitsTheProjector();

private:
    ClassWindow *room() const { return m_window->findChild<ClassWindow *>(); }
    QPushButton *button(const QString &name) const { return named<QPushButton>(*room(), name); }
    QLabel *label(const QString &name) const { return named<QLabel>(*room(), name); }
    QLabel *warning() const { return named<QLabel>(*m_window->statusBar(), u"Open to the network"_s); }
    QAction *action() const;
    void click(const QString &name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    void choose(const QString &boxName, const QString &data);
    void openRoom();
    void openLesson(const QString &lesson);
    QByteArray ask(const QByteArray &request, const QByteArray &fields = {}, const QByteArray &body = {}) const;
    bool isListening(quint16 port) const;
};

void ClassWindowTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    prepare();
}

QAction *ClassWindowTest::action() const
{
    const QList<QAction *> all = m_window->findChildren<QAction *>();
    for (QAction *each : all) {
        if (each->text() == u"Open a lesson to the &class…"_s)
            return each;
    }
    return nullptr;
}

void ClassWindowTest::init()
{
    open();
    openRoom();
}

void ClassWindowTest::openRoom()
{
    action()->trigger();
    QVERIFY(room());
    QVERIFY(QTest::qWaitForWindowExposed(room()));
}

void ClassWindowTest::choose(const QString &boxName, const QString &data)
{
    QComboBox *box = named<QComboBox>(*room(), boxName);
    QVERIFY(box);
    const int index = box->findData(data);
    QVERIFY(index >= 0);
    box->setCurrentIndex(index);
}

void ClassWindowTest::openLesson(const QString &lesson)
{
    choose(u"Lesson"_s, lesson);
    choose(u"Address of this machine"_s, u"127.0.0.1"_s);
    click(u"Open to the class"_s);
    QVERIFY2(room()->server().isOpen(), qPrintable(label(u"What happened"_s)->text()));
}

QByteArray ClassWindowTest::ask(const QByteArray &request, const QByteArray &fields, const QByteArray &body) const
{
    const quint16 port = room()->server().ports().first();
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write(request + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) +
                 "\r\nConnection: close\r\nUser-Agent: curl/8.5.0\r\nContent-Length: " +
                 QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body);
    const bool ended = QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, kTimeoutMs);
    return ended ? socket.readAll() : QByteArray();
}

bool ClassWindowTest::isListening(quint16 port) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(kTimeoutMs);
}

void ClassWindowTest::nothingListensAtFirst()
{
    QVERIFY(!room()->server().isOpen());
    QVERIFY(room()->server().ports().isEmpty());
    QVERIFY(button(u"Open to the class"_s)->isVisible());
    QVERIFY(!button(u"Close the class"_s)->isVisible());
    QVERIFY(!label(u"Open to the network"_s)->isVisible());
    QVERIFY(!warning()->isVisible());
    QCOMPARE(named<QComboBox>(*room(), u"Address of this machine"_s)->count(), int(classAddresses().size()));
}

/// Two clicks in the menu, and these four.
void ClassWindowTest::revealedBySixClicks()
{
    choose(u"Address of this machine"_s, u"127.0.0.1"_s);
    click(u"Open to the class"_s);
    QVERIFY(room()->server().isOpen());
    static const QRegularExpression line(
        u"^<b style=\"color:#[0-9a-f]{6}\">OPEN TO THE NETWORK: http://127.0.0.1:\\d+/class until \\d\\d:\\d\\d</b>$"_s);
    QVERIFY2(line.match(label(u"Open to the network"_s)->text()).hasMatch(),
             qPrintable(label(u"Open to the network"_s)->text()));
    QCOMPARE(warning()->text(), label(u"Open to the network"_s)->text());
    QVERIFY(warning()->isVisible());
    QCOMPARE(label(u"Word for the students"_s)->text(), u"Word: "_s + room()->server().room().word);
    QVERIFY(label(u"If no device gets here"_s)->text().contains(u"sudo ufw allow from 127.0.0.0/8 to 127.0.0.1"_s));
    QVERIFY(!button(u"Close the vote"_s)->isEnabled());
    click(u"Open the question"_s);
    QVERIFY(!label(u"Right answer, reason and source"_s)->isVisible());
    click(u"Close the vote"_s);
    click(u"Reveal the answer"_s);
    const QString answer = label(u"Right answer, reason and source"_s)->text();
    QVERIFY(label(u"Right answer, reason and source"_s)->isVisible());
    QVERIFY2(answer.startsWith(u"Right: "_s) && answer.contains(u"\nSource: "_s), qPrintable(answer));
    QVERIFY(button(u"Next question"_s)->isEnabled());
}

void ClassWindowTest::revealedByKeys()
{
    choose(u"Lesson"_s, u"302-post"_s);
    choose(u"Address of this machine"_s, u"127.0.0.1"_s);
    button(u"Open to the class"_s)->setFocus();
    QTest::keyClick(button(u"Open to the class"_s), Qt::Key_Space);
    QVERIFY(room()->server().isOpen());
    const Classroom &shown = room()->server().room();
    // The focus is on the next step each time.
    for (const ClassStage stage : {ClassStage::Open, ClassStage::Closed, ClassStage::Revealed}) {
        QTest::keyClick(room()->focusWidget(), Qt::Key_Space);
        QCOMPARE(shown.stage, stage);
    }
    QVERIFY(label(u"Right answer, reason and source"_s)->text().startsWith(u"Right: GET\n"_s));
    // A clicker.
    QTest::keyClick(room(), Qt::Key_PageDown);
    QCOMPARE(shown.part, 1);
    QCOMPARE(label(u"Part of the question"_s)->text(), u"Question 2 of 3: Body"_s);
    // A button takes its key a moment later, when it has been drawn as pressed.
    QTest::keyClick(room(), Qt::Key_O, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(shown.stage, ClassStage::Open, kTimeoutMs);
    QTest::keyClick(room(), Qt::Key_R, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(shown.stage, ClassStage::Revealed, kTimeoutMs);
}

void ClassWindowTest::devicesAndVotes()
{
    openLesson(u"302-post"_s);
    click(u"Open the question"_s);
    const QByteArray joined = ask("POST /class/join", {}, "word=" + room()->server().room().word.toLatin1());
    static const QRegularExpression cookie(u"Set-Cookie: (hopscope_class=[0-9a-f]+);"_s);
    const QByteArray mine = "Cookie: " + cookie.match(QString::fromLatin1(joined)).captured(1).toLatin1() + "\r\n";
    QVERIFY(ask("POST /class/vote", mine, "part=0&option=1").startsWith("HTTP/1.1 303 "));
    QCOMPARE(label(u"Devices and votes"_s)->text(), u"1 devices, 1 votes"_s);
    const QByteArray form = "Content-Type: application/x-www-form-urlencoded\r\n";
    QVERIFY(ask("POST /orders", mine + form, "item=tea&qty=2").startsWith("HTTP/1.1 302 "));
    QVERIFY(ask("POST /orders/new", mine + form, "item=tea&qty=2").startsWith("HTTP/1.1 200 "));
    const QAbstractItemModel *table = named<QTableView>(*room(), u"What the devices sent"_s)->model();
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 1, kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(!table->index(0, DeviceModel::Request2).data().toString().isEmpty(), kTimeoutMs);
    QCOMPARE(table->index(0, DeviceModel::Device).data().toString(), u"1. curl 8.5.0"_s);
    QCOMPARE(table->index(0, DeviceModel::Visit).data().toInt(), 1);
    QVERIFY(
        table->index(0, DeviceModel::Request1).data().toString().startsWith(u"POST shop/orders, body of 14 bytes"_s));
    // What differs is told in words.
    const QString second = table->index(0, DeviceModel::Request2).data().toString();
    QVERIFY2(second.contains(u"\nDIFFERS: sends POST instead of GET"_s), qPrintable(second));
    QCOMPARE(table->index(0, DeviceModel::Compared).data().toString(), u"Differs from curl"_s);
    click(u"Reveal the answer"_s);
    QVERIFY(named<QProgressBar>(*room(), u"Votes for b  POST: 1"_s));
    QVERIFY(named<QProgressBar>(*room(), u"Votes for a  GET: 0"_s));
}

void ClassWindowTest::closesByButton()
{
    openLesson(u"302-post"_s);
    const QList<quint16> ports = room()->server().ports();
    QCOMPARE(ports.size(), 2);
    QVERIFY(isListening(ports.at(1)));
    click(u"Close the class"_s);
    QVERIFY(!room()->server().isOpen());
    for (const quint16 port : ports)
        QVERIFY(!isListening(port));
    QVERIFY(!label(u"Open to the network"_s)->isVisible());
    QVERIFY(!warning()->isVisible());
    QCOMPARE(label(u"What happened"_s)->text(), u"The class is over."_s);
    // It can be opened once more.
    click(u"Open to the class"_s);
    QVERIFY(room()->server().isOpen());
}

void ClassWindowTest::closesWithItsWindow()
{
    openLesson(u"302-post"_s);
    const quint16 port = room()->server().ports().first();
    room()->close();
    QVERIFY(!isListening(port));
    QVERIFY(!warning()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!room(), kTimeoutMs);
    openRoom();
    QVERIFY(!room()->server().isOpen());
}

void ClassWindowTest::closesWithTheMainWindow()
{
    openLesson(u"302-post"_s);
    const quint16 port = room()->server().ports().first();
    m_window.reset();
    QVERIFY(!isListening(port));
}

void ClassWindowTest::everyControlHasAName()
{
    openLesson(u"302-post"_s);
    const QList<QWidget *> all = room()->findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        const bool isControl = qobject_cast<const QAbstractButton *>(widget) ||
                               qobject_cast<const QComboBox *>(widget) || qobject_cast<const QTableView *>(widget) ||
                               qobject_cast<const QrView *>(widget) || qobject_cast<const QProgressBar *>(widget);
        const bool isQts = widget->objectName().startsWith(u"qt_"_s) || widget->inherits("QTableCornerButton");
        if (isControl && !isQts)
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

void ClassWindowTest::modelIsSound()
{
    DeviceModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    DeviceRow row{.device = 3, .name = u"Ada"_s, .browser = u"Safari 17.5"_s, .client = u"browser"_s, .visit = 2};
    for (int i = 0; i < 5; ++i)
        row.cells.append({u"GET shop/%1"_s.arg(i), u"GET shop/%1"_s.arg(i), {}});
    model.setRows({row});
    QCOMPARE(model.index(0, DeviceModel::Device).data().toString(), u"3. Ada\nSafari 17.5"_s);
    // Requests that have no column are not lost.
    QCOMPARE(model.index(0, DeviceModel::Compared).data().toString(),
             u"as predicted (browser)\nRequest 4: GET shop/3\nRequest 5: GET shop/4"_s);
    QCOMPARE(model.headerData(DeviceModel::Request3, Qt::Horizontal, Qt::DisplayRole).toString(), u"Request 3"_s);
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

void ClassWindowTest::typeFitsTheProjector_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("pixels");
    QTest::newRow("1920x1080") << QSize(1920, 1080) << 28;
    QTest::newRow("3840x2160") << QSize(3840, 2160) << 56;
}

void ClassWindowTest::typeFitsTheProjector()
{
    QFETCH(QSize, size);
    QFETCH(int, pixels);
    openLesson(u"302-post"_s);
    room()->resize(size);
    QTRY_COMPARE_WITH_TIMEOUT(room()->size(), size, kTimeoutMs);
    for (const QString &name : {u"Address for the students"_s, u"Word for the students"_s, u"Part of the question"_s})
        QCOMPARE(label(name)->font().pixelSize(), pixels);
    QVERIFY(label(u"Question"_s)->font().pixelSize() > pixels);
    for (const QProgressBar *bar : room()->findChildren<QProgressBar *>())
        QCOMPARE(bar->font().pixelSize(), pixels);
}

QTEST_MAIN(ClassWindowTest)
#include "tst_classwindow.moc"
