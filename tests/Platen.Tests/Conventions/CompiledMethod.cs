using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Platen.Tests.Conventions;

/// <summary>A method as it was compiled, with what its lambdas and its waiting parts call, read and say.</summary>
/// <param name="Name">Its type and its own name; overloads are one.</param>
/// <param name="Calls">As <c>Type.Method</c>; what it makes, as <c>Type..ctor</c>.</param>
/// <param name="Handles">The types of its parameters, of its variables, and of the fields that it reads; <c>own Db</c> is of one that its type is made with.</param>
/// <param name="Texts">What stands in it in quotes.</param>
sealed partial record CompiledMethod(string Name, IReadOnlySet<string> Calls, IReadOnlySet<string> Handles, IReadOnlySet<string> Texts)
{
    public static IReadOnlyList<CompiledMethod> In(System.Reflection.Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return
        [
            .. from type in module.Types
               where type.Namespace.Length > 0
               from method in WithNested(type).SelectMany(part => part.Methods.Select(method => (Part: part, Method: method)))
               group method.Method by $"{type.Name}.{NameOf(method.Part, method.Method)}" into whole
               select Of(whole.Key, whole),
        ];
    }

    static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>The compiler keeps a method's own name in angle brackets: of a lambda in its method, of its type where the method waits.</summary>
    static string NameOf(TypeDefinition part, MethodDefinition method)
    {
        foreach (var name in (string[])[method.Name, part.Name])
        {
            if (Within().Match(name) is { Success: true } found)
                return found.Groups[1].Value;
        }

        return method.Name;
    }

    static CompiledMethod Of(string name, IEnumerable<MethodDefinition> parts)
    {
        var (calls, handles, texts) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        foreach (var method in parts)
        {
            handles.UnionWith(method.Parameters.Select(parameter => parameter.ParameterType.Name));
            if (!method.HasBody)
                continue;
            handles.UnionWith(method.Body.Variables.Select(variable => variable.VariableType.Name));
            foreach (var instruction in method.Body.Instructions)
            {
                switch (instruction.Operand)
                {
                    case MethodReference called: calls.Add($"{called.DeclaringType.Name}.{called.Name}"); break;
                    case FieldReference field: handles.Add((field.Name.EndsWith(">P", StringComparison.Ordinal) ? "own " : "") + field.FieldType.Name); break;
                    case string text: texts.Add(text); break;
                }
            }
        }

        return new CompiledMethod(name, calls, handles, texts);
    }

    [GeneratedRegex("^<(\\w+)>")]
    private static partial Regex Within();
}
