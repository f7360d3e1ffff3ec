// SPDX-License-Identifier: MIT
// The request: paste and editors, by keyboard and mouse.
#include "requestwindow.h"
#include "ui/request/pairmodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace hopscope;

class InspectRequestTest : public QObject, private RequestWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { RequestWindow::open(); }
    void cleanup() { m_window.reset(); }
    void pasteCommand();
    void pasteRawRequest();
    void pasteNothing();
    void typeCommand();
    void pasteForm();
    void pasteFormWithItsType();
    void headersByKeys();
    void headerNamesAreCompleted();
    void headerIsAddedByKeys();
    void bodyKinds_data();
    void bodyKinds();
    void json();
    void ownContentType();
    void pairModel();

private:
    QToolButton *link(int number) const { return m_window->findChildren<QToolButton *>(u"disclosure"_s).at(number); }
    void open(int number) const { QTest::mouseClick(link(number), Qt::LeftButton); }
};

void InspectRequestTest::pasteCommand()
{
    QApplication::clipboard()->setText(
        u"curl '%1' \\\n  -X PUT \\\n  -H 'X-One: 1' \\\n  -H 'X-One: 2' \\\n"
        "  -H 'Content-Type: application/json' \\\n  --data-raw '{\"a\":1}' -k --retry 2"_s.arg(
            url(u"/307?to=/echo"_s)));
    urlEdit()->setText(u"http://a.example/something/longer/than/the/command/that/comes/over/it/by/far/and/so/on/"_s);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QTest::keyClick(urlEdit(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(urlEdit()->text(), url(u"/307?to=/echo"_s));
    QCOMPARE(combo(u"Method"_s)->currentText(), u"PUT"_s);
    QCOMPARE(combo(u"Client to imitate"_s)->currentData().toString(), u"curl-X"_s);
    QCOMPARE(link(0)->text(), u"Headers 2"_s);
    QCOMPARE(link(1)->text(), u"Body 7 B · application/json"_s);
    QCOMPARE(link(2)->text(), u"No sign-in"_s);
    QCOMPARE(link(5)->text(), u"⚠ TLS not verified"_s);
    auto *note = named<QLabel>(*m_window, u"What was pasted"_s);
    QVERIFY(note->isVisible());
    QVERIFY2(note->text().contains(u"--retry is ignored"_s), qPrintable(note->text()));
    const Request sent = traced();
    QCOMPARE(sent.method, QByteArray("PUT"));
    QCOMPARE(sent.headers.all("X-One"), (QList<QByteArray>{"1", "2"}));
    QCOMPARE(sent.headers.first("Content-Type"), std::optional(QByteArray("application/json")));
    QCOMPARE(sent.body.bytes, QByteArray("{\"a\":1}"));
    QCOMPARE(m_window->inspect()->trace().hops.size(), 2);
}

void InspectRequestTest::pasteRawRequest()
{
    const QString host = u"127.0.0.1:%1"_s.arg(m_server.ports().value(0));
    QApplication::clipboard()->setText(
        u"POST /echo HTTP/1.1\nHost: %1\nContent-Type: text/plain\nX-A: b\n\nhello"_s.arg(host));
    QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(urlEdit()->text(), url(u"/echo"_s));
    const Request sent = traced();
    QCOMPARE(sent.method, QByteArray("POST"));
    QCOMPARE(sent.headers.first("X-A"), std::optional(QByteArray("b")));
    QCOMPARE(sent.body.bytes, QByteArray("hello"));
}

void InspectRequestTest::pasteNothing()
{
    urlEdit()->setText(u"http://a.example/"_s);
    QApplication::clipboard()->setText(u"shopping list"_s);
    QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    auto *error = named<QLabel>(*m_window, u"What is wrong with the request"_s);
    QVERIFY(error->isVisible());
    QVERIFY(error->text().contains(u"neither a curl command nor"_s));
    QCOMPARE(urlEdit()->text(), u"http://a.example/"_s);
}

void InspectRequestTest::typeCommand()
{
    QSignalSpy ended(m_window.get(), &MainWindow::traceEnded);
    urlEdit()->setFocus();
    QTest::keyClicks(urlEdit(), u"curl -I "_s + url(u"/echo"_s));
    QVERIFY(urlEdit()->text().startsWith(u"curl "_s));
    QTest::keyClick(urlEdit(), Qt::Key_Return);
    QVERIFY(ended.wait(kTimeoutMs));
    QCOMPARE(urlEdit()->text(), url(u"/echo"_s));
    QCOMPARE(m_window->inspect()->trace().hops.constFirst().request.method, QByteArray("HEAD"));
}

void InspectRequestTest::pasteForm()
{
    const QString path = m_folder.filePath(u"part.txt"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("contents");
    file.close();
    QVERIFY(bar().paste(u"curl %1 -F a=1 -F f=@%2"_s.arg(url(u"/echo"_s), path)));
    open(1);
    QCOMPARE(combo(u"Kind of body"_s)->currentText(), u"Multipart form"_s);
    auto *parts = named<QTableView>(*m_window, u"Parts of the form"_s);
    QCOMPARE(parts->model()->index(1, 1).data().toString(), u"file "_s + path);
    const Request sent = traced();
    QVERIFY(sent.headers.first("Content-Type")->startsWith("multipart/form-data; boundary="));
    QVERIFY(sent.body.bytes.contains("filename=\"part.txt\"") && sent.body.bytes.contains("\r\n\r\ncontents\r\n"));
    // What was sent is not taken apart again.
    QCOMPARE(parts->model()->index(1, 1).data().toString(), u"file "_s + path);
}

/// curl drops the type that it wrote itself, and sends one given with -H on.
void InspectRequestTest::pasteFormWithItsType()
{
    const QString form = u" -H 'Content-Type: application/x-www-form-urlencoded'"_s;
    for (const QString &given : {QString(), form}) {
        QApplication::clipboard()->setText(u"curl -L %1 -d a=1"_s.arg(url(u"/302?to=/echo"_s)) + given);
        QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(link(0)->text(), given.isEmpty() ? u"Headers 0"_s : u"Headers 1"_s);
        QCOMPARE(link(1)->text(), u"Body 3 B · application/x-www-form-urlencoded"_s);
        QVERIFY(traced().headers.contains("Content-Type"));
        const Request second = m_window->inspect()->trace().hops.at(1).request;
        QCOMPARE(second.method, QByteArray("GET"));
        QCOMPARE(second.headers.contains("Content-Type"), !given.isEmpty());
    }
}

void InspectRequestTest::headersByKeys()
{
    open(0);
    auto *table = named<QTableView>(*m_window, u"Header fields"_s);
    QVERIFY(table && table->isVisible());
    typePair(table, u"X-B"_s, u"1"_s);
    typePair(table, u"X-A"_s, u"2"_s);
    typePair(table, u"x-b"_s, u"3"_s);
    typePair(table, u"X-Off"_s, u"4"_s);
    QCOMPARE(table->model()->rowCount(), 5);
    table->setCurrentIndex(table->model()->index(3, 0));
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(table->model()->index(3, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(link(0)->text(), u"Headers 3"_s);
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
    urlEdit()->setText(url(u"/echo"_s));
    const Request sent = traced();
    QList<QByteArray> own;
    for (const Header &field : sent.headers.fields) {
        if (field.name.toLower().startsWith("x-"))
            own.append(field.name + '=' + field.value);
    }
    QCOMPARE(own, (QList<QByteArray>{"X-A=2", "X-B=1", "x-b=3"}));
    QCOMPARE(table->model()->index(3, 0).data().toString(), u"X-Off"_s);
    table->setFocus();
    table->clearSelection();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(table->model()->rowCount(), 4);
    table->clearSelection();
    table->selectRow(0);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Remove the selected rows (Delete)"_s), Qt::LeftButton);
    QCOMPARE(link(0)->text(), u"Headers 1"_s);
}

void InspectRequestTest::headerNamesAreCompleted()
{
    open(0);
    QTest::mouseClick(named<QPushButton>(*m_window, u"Add a row"_s), Qt::LeftButton);
    auto *table = named<QTableView>(*m_window, u"Header fields"_s);
    auto *editor = table->findChild<QLineEdit *>();
    QVERIFY(editor && editor->completer());
    QTest::keyClicks(editor, u"autho"_s);
    QCOMPARE(editor->completer()->currentCompletion(), u"Authorization"_s);
}

/// Name, Tab, value, Return: one row, also where a list of names is open.
void InspectRequestTest::headerIsAddedByKeys()
{
    open(0);
    auto *table = named<QTableView>(*m_window, u"Header fields"_s);
    const int before = table->model()->rowCount();
    for (const QString &name : {u"Q-Test"_s, u"X-Requested-Wit"_s}) {
        QTest::mouseClick(named<QPushButton>(*m_window, u"Add a row"_s), Qt::LeftButton);
        QTest::keyClicks(QApplication::focusWidget(), name);
        QWidget *popup = QApplication::activePopupWidget();
        QTest::keyClick(popup ? popup : QApplication::focusWidget(), Qt::Key_Tab);
        auto *value = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(value);
        QCOMPARE(value->accessibleName(), u"Value"_s);
        QTest::keyClicks(value, u"val1"_s);
        QTest::keyClick(value, Qt::Key_Return);
        const int row = table->model()->rowCount() - 2;
        QCOMPARE(table->model()->index(row, 0).data().toString(), name);
        QTRY_COMPARE(table->model()->index(row, 1).data().toString(), u"val1"_s);
    }
    QCOMPARE(table->model()->rowCount(), before + 2);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(before - 1, 0));
    QTest::keyClick(table, Qt::Key_Delete);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(table->model()->rowCount(), before);
}

void InspectRequestTest::bodyKinds_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("text") << u"Text"_s << u"hello"_s << QByteArray("text/plain; charset=utf-8") << QByteArray("hello");
    QTest::newRow("json") << u"JSON"_s << u"{\"a\": 1}"_s << QByteArray("application/json") << QByteArray("{\"a\": 1}");
    QTest::newRow("form") << u"Form fields"_s << u"a b&"_s << QByteArray("application/x-www-form-urlencoded")
                          << QByteArray("name=a+b%26");
    QTest::newRow("multipart") << u"Multipart form"_s << u"x"_s << QByteArray("multipart/form-data; boundary=")
                               << QByteArray("Content-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n");
    QTest::newRow("file") << u"File"_s << QString() << QByteArray("application/octet-stream")
                          << QByteArray("in the file");
    QTest::newRow("none") << u"No body"_s << QString() << QByteArray() << QByteArray();
}

void InspectRequestTest::bodyKinds()
{
    QFETCH(QString, kind);
    QFETCH(QString, typed);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    open(1);
    auto *kinds = combo(u"Kind of body"_s);
    QCOMPARE(QApplication::focusWidget(), kinds);
    kinds->setCurrentText(kind);
    auto *text = named<QPlainTextEdit>(*m_window, u"Body"_s);
    auto *fields = named<QTableView>(*m_window, u"Fields of the form"_s);
    auto *parts = named<QTableView>(*m_window, u"Parts of the form"_s);
    auto *path = named<QLineEdit>(*m_window, u"File to send as the body"_s);
    if (text->isVisible())
        QTest::keyClicks(text, typed);
    else if (fields->isVisible())
        typePair(fields, u"name"_s, typed);
    else if (parts->isVisible())
        typePair(parts, u"name"_s, typed);
    if (path->isVisible()) {
        QFile file(m_folder.filePath(u"body"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(body);
        path->setText(file.fileName());
    }
    combo(u"Method"_s)->setCurrentText(u"POST"_s);
    urlEdit()->setText(url(u"/echo"_s));
    const Request sent = traced();
    QCOMPARE(sent.method, QByteArray("POST"));
    if (!type.isEmpty())
        QVERIFY(sent.headers.first("Content-Type").value_or("none").startsWith(type));
    QCOMPARE(sent.body.size > 0, !body.isEmpty());
    if (kind == "File"_L1)
        QCOMPARE(sent.body.size, body.size());
    else
        QVERIFY(sent.body.bytes.contains(body));
    QCOMPARE(kinds->currentText(), kind);
}

void InspectRequestTest::json()
{
    open(1);
    combo(u"Kind of body"_s)->setCurrentText(u"JSON"_s);
    auto *text = named<QPlainTextEdit>(*m_window, u"Body"_s);
    auto *state = named<QLabel>(*m_window, u"State of the body"_s);
    auto *format = named<QPushButton>(*m_window, u"Format the JSON text"_s);
    text->setFocus();
    QTest::keyClicks(text, u"{\"b\":1,"_s);
    QVERIFY2(state->text().startsWith(u"Not valid JSON: line 1, column 8: "_s), qPrintable(state->text()));
    QVERIFY(!format->isEnabled());
    QTest::keyClicks(text, u"\"a\":2}"_s);
    QCOMPARE(state->text(), u"Valid JSON."_s);
    QTest::mouseClick(format, Qt::LeftButton);
    QCOMPARE(text->toPlainText(), u"{\n  \"b\": 1,\n  \"a\": 2\n}"_s);
}

void InspectRequestTest::ownContentType()
{
    open(0);
    auto *table = named<QTableView>(*m_window, u"Header fields"_s);
    typePair(table, u"content-type"_s, u"text/x"_s);
    open(1);
    combo(u"Kind of body"_s)->setCurrentText(u"JSON"_s);
    auto *type = combo(u"Content-Type of the body"_s);
    QVERIFY(!type->isEnabled());
    QCOMPARE(type->currentText(), u"text/x"_s);
    QTest::keyClicks(named<QPlainTextEdit>(*m_window, u"Body"_s), u"{}"_s);
    urlEdit()->setText(url(u"/echo"_s));
    combo(u"Method"_s)->setCurrentText(u"POST"_s);
    QCOMPARE(traced().headers.all("Content-Type"), QList<QByteArray>{"text/x"});
}

void InspectRequestTest::pairModel()
{
    PairModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPairs({{.name = u"a"_s}, {.name = u"b"_s}, {.name = u"c"_s}});
    QVERIFY(model.move(0, 1));
    QVERIFY(model.move(2, -1));
    QVERIFY(!model.move(0, -1));
    QVERIFY(!model.move(2, 1));
    QVERIFY(model.setData(model.index(3, 1), u"value"_s));
    QVERIFY(model.removeRow(0));
    QVERIFY(!model.removeRow(3));
    QStringList names;
    for (const Pair &pair : model.pairs())
        names.append(pair.name + pair.value);
    QCOMPARE(names, (QStringList{u"c"_s, u"a"_s, u"value"_s}));
}

QTEST_MAIN(InspectRequestTest)
#include "tst_inspectrequest.moc"
