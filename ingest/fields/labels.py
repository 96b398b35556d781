"""The labels printed on permits, forms and title blocks, with their synonyms: first the Chinese, then the English.

Sources: reference sheets and verification pages named in docs; permit labels have not been confirmed by a picture of
a real permit yet, which is why they are tolerant and many. Order is preference.
"""

PROJECT = (
    "建设项目名称",
    "建筑工程名称",
    "建设工程名称",
    "单位工程名称",
    "工程项目名称",
    "工程名称",
    "项目名称",
    "工程项目",
    "建设项目",
    "Project Name",
    "Project Title",
    "Name of Project",
    "Contract Title",
    "Job Title",
    "Development",
    "Scheme",
    "Job Name",
    "Project",
)
BUILDING = ("子项名称", "单体名称", "子项", "栋号", "Building Name", "Sub-project")
CONSTRUCTION_UNIT = (
    "建设单位名称",
    "建设单位(个人)",
    "建设单位(业主)",
    "建设单位",
    "用地单位",
    "业主单位",
    "开发单位",
    "发包单位",
    "发包人",
    "建设方",
    "权利人",
    "委托单位",
    "顾客名称",
    "业主",
    "甲方",
    "Property Owner",
    "Owner Name",
    "Owner",
    "Developer",
    "Client Name",
    "Client/Project",
    "Client/Employer",
    "Employer",
    "Prepared For",
    "Client",
    "Applicant Name",
    "Applicant",
)
SURVEY_UNIT = ("勘察单位名称", "勘察单位", "勘测单位", "Survey Unit")
DESIGN_UNIT = (
    "勘察设计单位",
    "设计单位名称",
    "设计单位",
    "设计院",
    "设计机构",
    "设计公司",
    "Design Unit",
    "Design Firm",
    "Design Consultant",
    "Lead Consultant",
    "Consulting Engineers",
    "Consulting Engineer",
    "Engineer of Record",
    "Legal Owner",
    "Prepared By",
    "Architect of Record",
    "Architect/Engineer",
    "Architect",
    "Designer",
    "Engineer",
)
CONTRACTOR = (
    "施工总承包单位",
    "总承包单位",
    "施工单位名称",
    "施工单位",
    "承建单位",
    "承包单位",
    "施工企业",
    "General Contractor",
    "Contractor Name",
    "Contractor",
)
SUPERVISION_UNIT = ("监理单位名称", "监理单位", "工程监理单位", "监理公司", "Supervision Unit", "Supervisor")
LOCATION = (
    "建设项目拟选位置", "项目拟选位置", "建设位置", "建设地址", "建设地点", "工程地点", "工程地址", "用地位置",
    "项目地址",
    "项目地点", "拟建位置", "项目位置", "坐落", "地点", "位置", "地址",
    "工程位置",
    "Site Address", "Project Address", "Property Address", "Property", "Job Address", "Site Location", "Location",
    "Project Location",
    "Address",
)  # fmt: skip
BUILDING_AREA = (
    "实测建筑面积", "总建筑面积", "建筑面积", "建设规模", "建筑规模", "工程规模", "拟建设规模", "规模", "面积",
    "Gross Floor Area", "Total Floor Area", "Building Area", "Floor Area",
)  # fmt: skip
STRUCTURE = ("结构类型", "结构形式", "结构型式", "结构体系", "房屋结构", "Construction Type", "Type of Construction",
             "Structure Type", "Structure")  # fmt: skip
STOREYS = ("建筑层数", "总层数", "层数", "Number of Storeys", "Number of Stories", "Storeys", "Stories")
ISSUER = (
    "发证机关(章)",
    "核发机关(章)",
    "发证机关",
    "核发机关",
    "备案机关",
    "登记机构",
    "审批机关",
    "发证单位",
    "备案部门",
    "Issuing Authority",
    "Issued By",
    "Building Official",
)
ISSUE_DATE = ("发证日期", "核发日期", "签发日期", "颁发日期", "登记日期", "Date Issued", "Issue Date", "Issued On",
              "Date of Issue", "Permit Date")  # fmt: skip
ACCEPTANCE_DATE = ("竣工验收日期", "竣工验收时间", "验收日期")
FILING_DATE = ("备案日期", "备案时间")
PLAIN_DATE = ("日期", "时间", "Date")
DRAWING_DATE = ("出图日期", "设计日期", "制图日期", "编制日期", "绘制日期", "出图时间", "Drawing Date", "Date Drawn",
                "Plot Date")  # fmt: skip
PERMIT_NO = (
    "建设工程规划许可证编号", "建设工程规划许可证号", "建设用地规划许可证号", "规划许可证编号", "规划许可证号",
    "施工许可证编号", "施工许可证号", "许可证编号", "许可证号", "施工许可证", "规划许可证", "证书编号", "编号", "证号",
    "Permit Number", "Permit No.", "Permit No", "Permit #", "Application Number", "Application No", "Reference No",
)  # fmt: skip
FILING_NO = ("竣工验收备案编号", "竣工备案编号", "备案登记号", "备案编号", "备案证号", "备案号", "Filing No")
ARCHIVE_NO = ("档案编号", "城建档号", "档号", "Archive No")
INVESTMENT_CODE = ("投资项目统一代码", "投资项目代码", "项目统一代码", "项目代码")
DRAWING_NO = (
    "图纸编号", "图纸号", "图号", "图别图号", "图别-图号", "Drawing Number", "Drawing No", "Sheet Number", "Sheet No",
    "Dwg Number", "Dwg No", "Dwg. No", "Drawing Ref", "Drg No", "Dwg n°", "Drawing n°", "Drg. No", "Drg Number",
    "Drawing #", "Dwg #",
    "Drawing Number - Revision", "Drawing Number/Revision", "Drawing No/Rev", "Drawing Code", "Document Number",
    "Document No", "Identification Number", "图纸编码", "Plan No", "Plan Number", "Sheet #", "Dwg", "Sheet",
)  # fmt: skip
DRAWING_NAME = (
    "图纸名称", "图纸内容", "图名", "图纸标题", "Drawing Title", "Sheet Title", "Drawing Name", "Sheet Name",
    "Dwg Title", "Title of Drawing", "Title of Sheet", "Name of Drawing", "Sheet Contents", "Drawing Description",
    "Title, supplementary title", "图样名称", "Drawing", "Title",
)  # fmt: skip
DISCIPLINE = ("专业", "图别", "工种", "专业名称", "Discipline")
STAGE = (
    "设计阶段", "阶段", "Design Stage", "Project Stage", "Project Phase", "Drawing Status", "Document Status",
    "Issue Status", "Project Status", "Purpose of Issue", "Suitability", "Stage", "Phase", "Status",
)  # fmt: skip
SCALE = (
    "出图比例", "比例", "比例尺", "Scale @ A0", "Scale @ A1", "Scale @ A2", "Scale @ A3", "Scale @ A4", "Scale at A0",
    "Scale at A1", "Scale at A2", "Scale at A3", "Scale at A4", "Scale (A0)", "Scale (A1)", "Scale (A2)", "Scale (A3)",
    "Scale (@A0)", "Scale (@A1)", "Scale (@A2)", "Scale (@A3)", "Scale(s)", "Scales", "Original Scale", "Drawing Scale",
    "Scale",
)  # fmt: skip
REVISION = ("版次", "版本号", "版本", "修改版次", "版号", "Revision Index", "Revision No", "Revision", "Rev No",
            "Rev.", "Rev", "Version", "Issue No", "Issue")  # fmt: skip
VOLUME_TITLE = ("案卷题名", "题名", "案卷名称", "卷名")
VOLUME_AUTHOR = ("编制单位", "立卷单位", "组卷单位")
VOLUME_DATES = ("起止日期", "起止时间", "编制日期")
SECRECY = ("密级", "保密级别", "秘密等级", "密级和保密期限")

# Fields that only some forms have.
SITE_AREA = (
    "拟用地面积", "用地总面积", "总用地面积", "净用地面积", "建设用地面积", "用地面积", "宗地面积", "使用权面积",
    "土地面积", "Site Area", "Lot Area", "Lot Size",
)  # fmt: skip
LAND_USE = (
    "土地用途", "用地性质", "规划用途", "房屋用途", "用途", "Proposed Use",
    "Occupancy Group", "Occupancy Class",
)  # fmt: skip
LAND_GRANT = ("土地取得方式", "土地使用权取得方式", "供地方式")
LAND_APPROVER = ("批准用地机关",)
LAND_APPROVAL_NO = ("批准用地文号", "用地批准文号")
BASIS = ("建设项目依据", "项目建设依据", "建设依据", "项目批准文号", "立项批文")
CONTRACT_PRICE = ("合同价格", "合同造价", "合同价款", "合同价", "Contract Price")
COST = (
    "工程造价", "工程总造价", "工程决算价", "总造价", "造价", "Job Value", "Project Value", "Construction Cost",
    "Estimated Cost", "Est. Cost", "Valuation", "Job Valuation", "Declared Valuation", "Value of Work",
)  # fmt: skip
CONTRACT_PERIOD = ("合同工期", "施工工期", "工期")
START_DATE = ("合同开工日期", "计划开工日期", "实际开工日期", "开工日期", "开工时间")
COMPLETION_DATE = ("合同竣工日期", "计划竣工日期", "实际竣工日期", "竣工日期", "竣工时间", "完工日期")
PLANNING_PERMIT_NO = (
    "建设工程规划许可证编号", "建设工程规划许可证号", "规划许可证编号", "规划许可证号", "工程规划许可证号",
    "建设工程规划许可证", "规划许可证",
)  # fmt: skip
CONSTRUCTION_PERMIT_NO = (
    "建筑工程施工许可证编号", "建筑工程施工许可证号", "施工许可证编号", "施工许可证号", "施工许可证",
)  # fmt: skip
LAND_PERMIT_NO = ("建设用地规划许可证编号", "建设用地规划许可证号", "用地规划许可证号", "建设用地规划许可证")
REVIEW_NO = ("施工图设计文件审查合格书编号", "施工图审查合格书编号", "施工图审查书号", "审查合格书编号", "审图合格证号")
QUALITY_SUPERVISOR = ("工程质量监督机构", "质量监督机构", "质量监督单位", "质量监督站")
VERIFICATION_NO = ("规划核实合格证编号", "规划核实编号", "核实证明编号", "合格证编号", "核实编号", "证书编号", "编号")
HEIGHT = ("建筑高度", "建筑总高度", "Building Height")
CREDIT_CODE = ("统一社会信用代码", "社会信用代码", "组织机构代码")
PROPERTY_UNIT_NO = ("不动产单元号", "不动产单元代码")
OWNER_OF_RIGHTS = ("权利人", "房屋所有权人", "土地使用权人", "土地使用者", "权利人名称")
RIGHT_KIND = ("权利类型", "使用权类型")
RIGHT_NATURE = ("权利性质", "房屋性质")
HOUSE_SITE = ("房屋坐落", "房屋座落", "土地坐落", "土地座落", "座落", "地号", "地类(用途)", "登记时间")
SHARED = ("共有情况", "共有方式")
TERM = ("使用期限", "使用权期限", "土地使用期限", "终止日期")
RETENTION = ("保管期限",)
VOLUME_NO = ("案卷号", "卷号")
COMPILED_BY = ("立卷人", "编制人", "整理人")
CHECKED_BY = ("审核人", "检查人", "审查人")
RECEIVED_BY = ("接收人", "接收人(签字)")
TECHNICAL_LEAD = ("技术负责人", "技术负责")
CHIEF_SUPERVISOR = ("总监理工程师", "总监")
SITE_SUPERVISOR = ("现场监理", "监理工程师")
PARCEL_NO = (
    "Assessor's Parcel Number", "Assessor Parcel Number", "Parcel Number", "Parcel No", "Parcel ID", "Parcel #",
    "Tax Parcel", "APN", "Block/Lot", "Block / Lot", "Tax Map No", "Folio Number",
)  # fmt: skip
PROPOSAL = (
    "Description of Development", "Description of Proposal", "Description of Work", "Work Description",
    "Scope of Work", "Proposed Development", "Development Description", "Proposal",
)  # fmt: skip
DECISION_DATE = ("Date of Decision", "Decision Date", "Decision Issued", "Date of Grant", "Dated", "Issued")
DECISION = ("Decision", "Decision Type")
RECEIVED_DATE = (
    "Date Received", "Date of Receipt", "Date Valid", "Valid Date", "Application Date", "Date of Application",
    "Application Received", "Date Filed",
)  # fmt: skip
EXPIRY_DATE = ("Expiration Date", "Date of Expiry", "Expiry Date", "Expires On", "Expires", "有效期至", "有效期")
APPLICATION_NO = (
    "Planning Application Number", "Planning Reference", "Application Reference", "Application Ref", "Our Reference",
    "Our Ref", "Planning Ref", "Case Number", "Case No", "File No", "Permit ID", "Record Number", "Record No",
    "Building Permit No", "Reference Number", "Ref No", "LPA Ref",
)  # fmt: skip
ENGLISH_SITE = (
    "Address of Site", "Site of Development", "Location of Development", "Address of Development",
    "Location of Proposal", "Land at", "Situated at", "Job Site Address", "Job Location",
)  # fmt: skip
ENGLISH_APPLICANT = (
    "Name of Applicant", "Name and Address of Applicant", "Applicant's Name", "Property Owner Name", "Name of Owner",
    "Building Owner",
)  # fmt: skip
AGENT = ("Agent's Name", "Agent Name", "Name of Agent", "Agent")
ENGLISH_ISSUER = ("Local Planning Authority", "Planning Authority", "Permit Issued By")
UNSHOWN = ("证件号码", "证件种类", "身份证号码", "身份证号", "居民身份证", "业务号", "附记", "登簿人", "不动产权证书号")

# Labels that are no field of ours; knowing them keeps their values out of the neighbours.
OTHER = (
    "审定人", "审核人", "审定", "审核", "校核", "校对", "设计人", "设计", "制图", "绘图", "描图", "项目负责人",
    "专业负责人",
    "项目负责", "专业负责", "工种负责人", "工种负责", "设计总负责", "设计主持人", "项目经理", "负责人", "工程负责人",
    "会签",
    "设计号", "工程编号", "工程号", "项目编号", "资质证书编号", "资质证书号", "资质等级", "证书等级", "合同编号",
    "子项号", "图幅", "张数", "共张", "出图专用章", "注册师签章", "修改记录", "备注", "说明",
    "合同价格", "合同工期", "合同开工日期", "合同竣工日期", "开工日期", "竣工日期", "计划开工日期", "计划竣工日期",
    "工程造价", "造价", "工程类别", "类别", "工程用途", "用途", "长度", "其他技术指标", "施工图审查书号",
    "质量监督机构",
    "监督号", "本次备案范围", "附图及附件名称", "附件", "建设项目依据", "项目建设依据", "拟用地面积", "用地面积",
    "土地用途",
    "用地性质", "土地取得方式", "批准用地机关", "批准用地文号", "共有情况", "不动产单元号", "权利类型", "权利性质",
    "使用期限",
    "权利其他状况", "勘察单位项目负责人", "设计单位项目负责人", "施工单位项目负责人", "总监理工程师", "监理工程师",
    "法定代表人", "联系人", "联系电话", "电话", "邮编", "遵守事项", "注意事项", "技术负责人", "编制人", "现场监理",
    "序号", "文件编号", "责任者", "文件题名", "页次", "保管期限", "立卷人", "卷号", "缩微号", "档案馆号",
    "档案馆代号", "总登记号",
    "施工图审查机构", "质量监督单位", "报建日期", "地上层数", "地下层数", "建筑高度", "基底面积", "抗震设防烈度",
    "Drawn By", "Drawn", "Checked By", "Checked", "Chk'd", "Approved By", "Approved", "Designed By", "Designed",
    "Reviewed By", "Project Number", "Project No", "Job Number", "Job No", "Valuation", "Project Manager", "Phone",
    "Tel",
    "Fax", "Email", "Notes", "Legend", "Revisions", "Description", "Paper Size", "Expiration Date", "Expires", "Fee",
    "Occupancy", "Use", "Parcel Number", "Zoning", "Contact", "License No", "Date Received", "Application Date",
    "Sheet Size", "Size", "File", "North", "Key Plan", "Consultant", "Consultants", "Seal", "Copyright",
    "Email Address", "E-mail", "Telephone", "Website", "Author", "Created By", "Creator", "Verified By", "Verified",
    "Technical Reference", "Responsible Dept", "Responsible Department", "Document Type", "Language", "Lang", "Page",
    "Units", "Unit", "Material", "Finish", "Tolerances", "Projection", "Part No", "Part Number", "Weight", "Amendments",
    "Contract No", "Contract Number", "Project Ref", "Our Ref", "File Name", "File No", "CAD File", "Scale Bar",
    "Revision Date", "Revision History", "Drawn/Checked", "Reviewed", "Released By", "Plotted", "Professional Seal",
    "复核", "批准", "审批", "总工程师", "设计总负责人", "证书号", "设计证号", "设计证书号", "子项编号", "工程代号",
    "项目号", "项目代号", "注册章", "出图章", "会签栏", "注册师签章栏", "项目经理签章", "图纸目录号",
)  # fmt: skip

EVERY: tuple[str, ...] = (
    *PROJECT, *BUILDING, *CONSTRUCTION_UNIT, *SURVEY_UNIT, *DESIGN_UNIT, *CONTRACTOR, *SUPERVISION_UNIT, *LOCATION,
    *BUILDING_AREA, *STRUCTURE, *STOREYS, *ISSUER, *ISSUE_DATE, *ACCEPTANCE_DATE, *FILING_DATE, *PLAIN_DATE,
    *DRAWING_DATE, *PERMIT_NO, *FILING_NO, *ARCHIVE_NO, *INVESTMENT_CODE, *DRAWING_NO, *DRAWING_NAME, *DISCIPLINE,
    *STAGE, *SCALE, *REVISION, *VOLUME_TITLE, *VOLUME_AUTHOR, *VOLUME_DATES, *SECRECY, *OTHER,
    *SITE_AREA, *LAND_USE, *LAND_GRANT, *LAND_APPROVER, *LAND_APPROVAL_NO, *BASIS, *CONTRACT_PRICE, *COST,
    *CONTRACT_PERIOD, *START_DATE, *COMPLETION_DATE,
    *PLANNING_PERMIT_NO, *CONSTRUCTION_PERMIT_NO, *LAND_PERMIT_NO, *REVIEW_NO,
    *QUALITY_SUPERVISOR, *VERIFICATION_NO, *HEIGHT, *CREDIT_CODE, *PROPERTY_UNIT_NO, *RIGHT_KIND, *RIGHT_NATURE,
    *OWNER_OF_RIGHTS, *HOUSE_SITE,
    *SHARED, *TERM, *RETENTION, *VOLUME_NO, *COMPILED_BY, *CHECKED_BY, *RECEIVED_BY, *TECHNICAL_LEAD, *CHIEF_SUPERVISOR,
    *SITE_SUPERVISOR, *PARCEL_NO, *PROPOSAL, *DECISION_DATE, *DECISION, *RECEIVED_DATE, *EXPIRY_DATE, *APPLICATION_NO,
    *ENGLISH_SITE, *ENGLISH_APPLICANT, *AGENT, *ENGLISH_ISSUER, *UNSHOWN,
)  # fmt: skip
