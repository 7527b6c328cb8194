# بيانات الاحتياجات والمغادرة كما تعرضها اللوحة.

kind-needs = احتياجات الطريق
kind-accompany = مسؤول عن طفل
kind-split = يسافرون منفصلين
kind-clear = لها أن تغادر
kind-countersign = توقيع مقابل
field-oxygen = أكسجين
field-companion = يرافقه
field-from = من
field-scanned = بالرمز
field-witness = شاهد
kind-note_key = يقرأ الملاحظات
kind-note = ملاحظة طبية مختومة
kind-read_note = قُرئت الملاحظات
field-readers = أطباء يستطيعون فتحها
