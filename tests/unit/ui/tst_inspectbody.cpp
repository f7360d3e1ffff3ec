// SPDX-License-Identifier: MIT
// A body as text, JSON tree, picture and hexadecimal.
#include "menuhelpers.h"
#include "sampletraces.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/inspectpage.h"
#include "ui/message/bodyimage.h"
#include "ui/message/bodytext.h"
#include "ui/message/bodyview.h"
#include "ui/message/jsonmodel.h"
#include "windowhelpers.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QClipboard>
#include <QComboBox>
#include <QListView>
#include <QPlainTextEdit>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

QByteArray picture(const char *format, QSize size = {8, 6})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

} // namespace

class InspectBodyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }
    void text_data();
    void text();
    void images_data();
    void images();
    void jsonModel();
    void bodyModes_data();
    void bodyModes();
    void jsonMenu();

private:
    std::unique_ptr<InspectPage> m_page;
    HopDetails *details() const { return m_page->findChild<HopDetails *>(); }
};

void InspectBodyTest::init()
{
    m_page = std::make_unique<InspectPage>();
    m_page->resize(1280, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QApplication::clipboard()->clear();
}

void InspectBodyTest::text_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("charset");
    QTest::newRow("utf-8") << QByteArray("\xc3\xa9") << QByteArray("text/html; charset=UTF-8") << u"é"_s
                           << u"utf-8, according to Content-Type"_s;
    QTest::newRow("latin1") << QByteArray("\xe9") << QByteArray("text/html; charset=\"ISO-8859-1\"") << u"é"_s
                            << u"iso-8859-1, according to Content-Type"_s;
    QTest::newRow("none given") << QByteArray("\xc3\xa9") << QByteArray("text/html") << u"é"_s << u"UTF-8"_s;
    QTest::newRow("none given, no UTF-8")
        << QByteArray("\xe9") << QByteArray() << u"é"_s << u"ISO-8859-1: the bytes are not UTF-8"_s;
    QTest::newRow("wrong") << QByteArray("\xe9") << QByteArray("text/html; charset=utf-8") << u"é"_s
                           << u"ISO-8859-1: the bytes are not utf-8"_s;
    QTest::newRow("unknown") << QByteArray("abc") << QByteArray("text/html; charset=x-klingon") << u"abc"_s
                             << u"UTF-8: x-klingon cannot be decoded here"_s;
    QTest::newRow("mark") << QByteArray("\xff\xfe"
                                        "a\0",
                                        4)
                          << QByteArray("text/plain") << u"a"_s << u"UTF-16LE, according to its byte order mark"_s;
}

void InspectBodyTest::text()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    const BodyText read = bodyText(bytes, type);
    QTEST(read.text, "expected");
    QTEST(read.charset, "charset");
}

void InspectBodyTest::images_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("looks");
    QTest::addColumn<QString>("error"); ///< empty: it is drawn
    const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>%1</svg>";
    const auto drawing = [&](const QByteArray &inside) { return QByteArray(svg).replace("%1", inside); };
    QTest::newRow("png") << picture("png") << true << QString();
    QTest::newRow("jpeg") << picture("jpeg") << true << QString();
    QTest::newRow("bmp") << picture("bmp") << true << QString();
    QTest::newRow("svg") << drawing("<rect width='5' height='5' fill='red'/>") << true << QString();
    QTest::newRow("svg with a file") << drawing("<image href='file:///etc/passwd'/>") << true << u"outside itself"_s;
    QTest::newRow("svg with xlink") << drawing("<image xlink:href = \"x.png\"/>") << true << u"outside itself"_s;
    QTest::newRow("svg with entities") << "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + drawing("&a;") << true
                                       << u"outside itself"_s;
    QTest::newRow("svg with style") << drawing("<style>@import 'x'</style>") << true << u"outside itself"_s;
    QTest::newRow("svg, long") << drawing(QByteArray(kMaxSvgBytes, ' ')) << true << u"is longer"_s;
    QTest::newRow("cut off") << picture("png").first(20) << true << u"cannot be read"_s;
    QTest::newRow("text") << QByteArray("hello") << false << u"not a kind of picture"_s;
    QTest::newRow("html") << QByteArray("<html>") << false << u"not a kind of picture"_s;
    QTest::newRow("empty") << QByteArray() << false << u"not a kind of picture"_s;
}

void InspectBodyTest::images()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, error);
    QTEST(looksLikeImage(bytes), "looks");
    const Result<QImage> image = decodeImage(bytes, {100, 100});
    QCOMPARE(bool(image), error.isEmpty());
    QVERIFY2(image.error.contains(error), qPrintable(image.error));
    if (image)
        QVERIFY(!image->isNull() && image->width() <= 100);
}

void InspectBodyTest::jsonModel()
{
    JsonModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QByteArray text = R"({"b": [1, {"c": "x"}], "a": null})";
    const Result<JsonNode> json = readJson(text);
    QVERIFY(json);
    model.setJson(text, *json);
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(root.siblingAtColumn(1).data().toString(), u"{2 members}"_s);
    const QModelIndex list = model.index(0, 0, root);
    QCOMPARE(list.data().toString(), u"b"_s);
    const QModelIndex deep = model.index(0, 0, model.index(1, 0, list));
    QCOMPARE(deep.siblingAtColumn(1).data().toString(), u"\"x\""_s);
    QCOMPARE(model.pathOf(deep), u"$.b[1].c"_s);
    QCOMPARE(model.pathOf(root), u"$"_s);
    QCOMPARE(model.index(1, 1, root).data().toString(), u"null"_s);
}

void InspectBodyTest::bodyModes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QStringList>("modes");
    QTest::addColumn<QString>("first");
    QTest::newRow("text") << QByteArray("hello") << QByteArray("text/plain") << QStringList{u"Text"_s, u"Hex"_s}
                          << u"Text"_s;
    QTest::newRow("json") << QByteArray("{\"a\":1}") << QByteArray("application/json")
                          << QStringList{u"Text"_s, u"JSON"_s, u"Hex"_s} << u"JSON"_s;
    QTest::newRow("json without a type") << QByteArray(" [1]") << QByteArray()
                                         << QStringList{u"Text"_s, u"JSON"_s, u"Hex"_s} << u"JSON"_s;
    QTest::newRow("broken json") << QByteArray("{\"a\":") << QByteArray("application/json")
                                 << QStringList{u"Text"_s, u"Hex"_s} << u"Text"_s;
    QTest::newRow("png") << picture("png") << QByteArray("text/html") << QStringList{u"Text"_s, u"Picture"_s, u"Hex"_s}
                         << u"Picture"_s;
    QTest::newRow("bytes") << QByteArray("a\0b", 3) << QByteArray() << QStringList{u"Text"_s, u"Hex"_s} << u"Hex"_s;
}

void InspectBodyTest::bodyModes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    QFETCH(QStringList, modes);
    QFETCH(QString, first);
    Trace trace = sampleTrace();
    Response &response = *trace.hops.last().response;
    response.body = bodyOf(bytes);
    response.headers.set("Content-Type", type);
    m_page->showTrace(trace);
    QTest::keyClick(named<QListView>(*m_page, u"Chain of requests"_s), Qt::Key_End);
    details()->setCurrentIndex(HopDetails::ResponseTab);
    auto *mode = named<QComboBox>(*m_page, u"Response: how to show the body"_s);
    QVERIFY(mode);
    QTRY_VERIFY(mode->isVisible());
    QStringList offered;
    for (int i = 0; i < mode->count(); ++i)
        offered.append(mode->itemText(i));
    QCOMPARE(offered, modes);
    QCOMPARE(mode->currentText(), first);
    mode->setFocus();
    QTest::keyClick(mode, Qt::Key_End);
    QCOMPARE(mode->currentText(), u"Hex"_s);
    const QString hex = named<QPlainTextEdit>(*m_page, u"Response: body"_s)->toPlainText();
    QVERIFY2(hex.contains(QString::fromLatin1(bytes.first(1).toHex())), qPrintable(hex));
}

void InspectBodyTest::jsonMenu()
{
    BodyView view(u"Response"_s);
    view.resize(600, 300);
    view.showBody(bodyOf("{\"a\":{\"b\":\"value\"}}"), "application/json");
    view.show();
    auto *tree = named<QTreeView>(view, u"Response: body as JSON"_s);
    QVERIFY(tree && tree->isVisible());
    const QModelIndex root = tree->model()->index(0, 0);
    const QModelIndex b = tree->model()->index(0, 0, tree->model()->index(0, 0, root));
    QVERIFY(tree->isExpanded(root));
    const QPoint point = tree->visualRect(b).center();
    Q_EMIT tree->customContextMenuRequested(point);
    QVERIFY(pick(u"Copy path"_s));
    QCOMPARE(QApplication::clipboard()->text(), u"$.a.b"_s);
}

QTEST_MAIN(InspectBodyTest)
#include "tst_inspectbody.moc"
